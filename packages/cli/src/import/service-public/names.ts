/** « Démarches à l’étranger » -> "demarches-a-l-etranger": an id, at most 48 characters. */
export const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 48)
    .replace(/-$/, '')

/** FNV-1a, eight hexadecimal digits: names what is too long to be spelt. */
export function hash(text: string): string {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return (value >>> 0).toString(16).padStart(8, '0')
}

/** What a block can be named by. */
export interface Nameable {
  /** Ids that the source gives to what the block holds: links, services, offices. Their order says nothing. */
  readonly refs: ReadonlySet<string>
  /** Variables of its own condition. */
  readonly vars: readonly string[]
  readonly title: string
}

/**
 * A name for each of the blocks of one list: by an id of the source that no other of them holds; else by its own condition; else by all the ids it
 * holds; else by its wording, which `unstable` is told. Neither the order of the blocks nor, but for the last, their wording counts.
 * @param taken names already given in the same list of the parcours
 */
export function namesFor(
  blocks: readonly Nameable[],
  taken: Set<string>,
  unstable: (name: string) => void,
): ReadonlyMap<Nameable, string> {
  const names = new Map<Nameable, string>()
  const uses = new Map<string, number>()
  for (const { refs } of blocks) for (const ref of refs) uses.set(ref, (uses.get(ref) ?? 0) + 1)
  const levels: ((block: Nameable) => string)[] = [
    ({ refs }) => slug([...refs].filter((ref) => uses.get(ref) === 1).sort()[0] ?? ''),
    ({ vars }) => slug([...new Set(vars)].sort().join('-')),
    ({ refs }) => (refs.size ? `r-${hash([...refs].sort().join(' '))}` : ''),
  ]
  let left = [...blocks]
  for (const level of levels) {
    const wanted = left.map(level)
    const next: Nameable[] = []
    left.forEach((block, i) => {
      const name = wanted[i]!
      if (name && !taken.has(name) && wanted.filter((other) => other === name).length === 1) names.set(block, name)
      else next.push(block)
    })
    for (const block of left) if (names.has(block)) taken.add(names.get(block)!)
    left = next
  }
  const bases = left.map(({ title }) => slug(title) || 'bloc')
  left.forEach((block, i) => {
    // Long titles that begin alike are told apart by their whole, so that no order is needed.
    const alike = bases.filter((base) => base === bases[i]).length > 1
    const base = alike || taken.has(bases[i]!) ? `${bases[i]}-${hash(block.title)}` : bases[i]!
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base}-${n}`
    taken.add(name)
    names.set(block, name)
    unstable(name)
  })
  return names
}
