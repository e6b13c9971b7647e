export function pack(folder: string): string
export function check(cdn: string): string[]
export function makeCdn(tarball: string, to: string): { version: string; folder: string; added: boolean }
