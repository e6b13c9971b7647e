import type { Plugin } from 'vite'

export declare const LEFT_OUT: Readonly<Record<string, string>>
export declare function pdfParts(): Plugin
