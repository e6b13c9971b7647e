export interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly group?: string
  readonly version: string
  readonly hashes?: readonly { alg: string; content: string }[]
  readonly licenses?: readonly unknown[]
  readonly purl: string
}
export interface Sbom {
  readonly bomFormat: string
  readonly specVersion: string
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { ref: string; dependsOn: readonly string[] }[]
}
export function reach(lock: unknown, folder: string): Map<string, string[]>
export function sbom(lock: unknown, folder: string): Sbom
export function lockFile(): {
  packages: Record<string, { version?: string; integrity?: string; dependencies?: object }>
}
