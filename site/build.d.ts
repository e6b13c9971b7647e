export const CSP: string
/** Where the site is written. */
export const OUT: string
export function slug(text: string): string
/** @throws when something it takes is not built, or a section that it shows is gone */
export function build(options?: { readonly storybook?: boolean }): Promise<{ pages: number }>
