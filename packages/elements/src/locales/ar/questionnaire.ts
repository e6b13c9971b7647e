/** Interface strings of the questionnaire. */
export default {
  position: 'السؤال {{n}}',
  next: 'متابعة',
  required: '(إجباري)',
  optional: '(اختياري)',
  why: 'لماذا هذا السؤال؟',
  choicesHint: 'يمكنك اختيار عدّة إجابات.',
  choicesNone: 'إذا لم يكن أيّ منها يعنيك، فتابع دون اختيار.',
  sensitive: 'لن يُعاد عرض إجابتك لاحقًا، لا في القائمة ولا عند الطباعة.',
  sensitiveSkip: 'يمكنك تجاوز هذا السؤال. سواء أجبت أم لا، لن يظهر ذلك لاحقًا.',
  skip: 'تجاوز هذا السؤال',
  notKept: 'وتُمحى إذا أُعيد تحميل الصفحة.',
} as Record<string, string>
