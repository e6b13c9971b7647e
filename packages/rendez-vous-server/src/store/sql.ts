/** A thin layer over SQL: values never get into the text, and one text serves both databases. */

export type Value = string | number | null

/** A piece of SQL and its values. `parts` has one more element than `values`. */
export class Sql {
  constructor(
    readonly parts: readonly string[],
    readonly values: readonly Value[],
  ) {}

  /** The text, with a mark for each value: `?`, or `$1`, `$2`… */
  text(mark: (index: number) => string): string {
    return this.parts.reduce((text, part, i) => text + mark(i) + part)
  }
}

/** sql`… ${value} … ${anotherSql} …` */
export function sql(strings: TemplateStringsArray, ...values: readonly (Value | Sql)[]): Sql {
  const parts = [strings[0]!]
  const flat: Value[] = []
  values.forEach((value, i) => {
    if (value instanceof Sql) {
      parts[parts.length - 1] += value.parts[0]!
      parts.push(...value.parts.slice(1))
      flat.push(...value.values)
      parts[parts.length - 1] += strings[i + 1]!
    } else {
      flat.push(value)
      parts.push(strings[i + 1]!)
    }
  })
  return new Sql(parts, flat)
}

/** What one transaction can do. */
export interface Tx {
  all<Row>(query: Sql): Promise<Row[]>
  /** Number of rows changed. */
  run(query: Sql): Promise<number>
  /** Several statements without values: migrations. */
  script(text: string): Promise<void>
  /** What differs between the two. */
  readonly dialect: Dialect
}

export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** After a SELECT: nobody else changes these rows until the end. SQLite's transactions are alone already. */
  readonly forUpdate: Sql
  /** Rows (a, b) of a JSON list of pairs of integers, in its order. */
  pairs(json: string): Sql
  /** Rows (value) of a JSON list of texts. */
  texts(json: string): Sql
  /** Type of a column that numbers its rows in order. */
  readonly serial: string
}

export interface Driver {
  readonly dialect: Dialect
  /**
   * One transaction, on the disk when the promise resolves; undone whole when `work` throws. `work` may run again after a conflict.
   * It must await nothing but `tx`.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** What was committed, never what is under way. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}
