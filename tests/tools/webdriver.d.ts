/** What the tests use of a page, under the names of Playwright and puppeteer. */
export interface DrivenPage {
  goto(url: string): Promise<unknown>
  evaluate<T, A>(run: (argument: A) => T | Promise<T>, argument: A): Promise<T>
  setViewportSize(size: { width: number; height: number }): Promise<void>
  readonly keyboard: {
    press(key: string): Promise<unknown>
    type(text: string): Promise<unknown>
    down(key: string): Promise<unknown>
    up(key: string): Promise<unknown>
  }
}
export interface Driven {
  readonly page: DrivenPage
  readonly version: string
  close(): Promise<void>
}
export function startWebKit(size?: { width?: number; height?: number }): Promise<Driven>
