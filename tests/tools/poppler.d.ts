export declare function poppler(
  tool: 'pdfinfo' | 'pdftotext' | 'pdftohtml' | 'pdffonts' | 'pdftoppm',
  ...args: string[]
): string
