/** Gives her a file, in her downloads. @param type of its content, 'text/calendar' */
export function download({ ownerDocument }: Element, name: string, content: BlobPart, type: string): void {
  const href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  Object.assign(ownerDocument.createElement('a'), { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
