/** What can be put, by its name: its words, the file that it needs. */
export const LEVELS: Readonly<
  Record<
    'entier' | 'complet' | 'parties' | 'questionnaire' | 'rendez-vous' | 'invitation' | 'lien' | 'cadre',
    { readonly title: string; readonly file: string; readonly tag?: string; readonly part?: string }
  >
>
