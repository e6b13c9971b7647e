export function normal(figure: string): string
export function figuresOfLine(line: string): string[]
export function figuresOfText(sentence: string, phones?: Iterable<string>): string[]
export function figuresOfValue(value: string | number): string[] | undefined
