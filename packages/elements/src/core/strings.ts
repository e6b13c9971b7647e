import i18next, { type i18n } from 'i18next'
import core from '../locales/fr/core.js'
import type { Strings } from './locale.js'

/**
 * A private i18next instance: a host that uses i18next itself is not disturbed, and two parcours on a page do not share a language.
 * Keys are flat, so that "$t(" and "{{" in content are text.
 */
export function createStrings(): Strings {
  const instance = i18next.createInstance()
  void instance.init({
    lng: 'fr',
    fallbackLng: 'fr',
    ns: ['core'],
    defaultNS: 'core',
    fallbackNS: ['core', 'common'],
    resources: { fr: { core } },
    keySeparator: false,
    // Keys are flat too: a separator that none holds. `false` would have each key looked at for what reads like a sentence.
    nsSeparator: '\0',
    initAsync: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<i18n['init']>[0])
  // A screen says twenty of them, the same as the one before.
  const said = new Map<string, string>()
  return {
    in(lang) {
      const t = instance.getFixedT(lang)
      // Most have nothing to fill, and none has another inside: looking for it is most of what a text costs.
      const say: ReturnType<Strings['in']> = (ns, key, values) =>
        t(key, { ns, nest: false, skipInterpolation: !values, ...values })
      return (ns, key, values) => {
        if (values) return say(ns, key, values)
        const at = `${lang} ${ns} ${key}`
        let text = said.get(at)
        if (text === undefined) said.set(at, (text = say(ns, key)))
        return text
      }
    },
    has: (lang, ns) => instance.hasResourceBundle(lang, ns),
    add(lang, ns, texts) {
      instance.addResourceBundle(lang, ns, texts)
      said.clear()
    },
  }
}
