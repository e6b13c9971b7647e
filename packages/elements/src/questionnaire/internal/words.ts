import type { Locale } from '../../core/locale.js'
import french from '../../locales/fr/more.js'
import type { Translate } from './first.js'

/** Strings of everything but the first question. */
export function wordsOf({ locale }: { readonly locale: Locale }): Translate {
  locale.add('more', french)
  return (key, values) => locale.t('more', key, values)
}
