/** Interface strings of counter mode. */
export default {
  title: 'Together, at the counter',
  keeps_one:
    'Nothing is kept on this machine. After {{count}} minute without a gesture everything is erased; a message warns you first.',
  keeps_other:
    'Nothing is kept on this machine. After {{count}} minutes without a gesture everything is erased; a message warns you first.',
  finish: 'Finish and erase',
  finished: 'Everything is erased. You can receive somebody else.',
  idle: 'Everything is erased, for lack of a gesture on this page.',
  notes: 'Notes for the person',
  notesHelp:
    'They are printed with the journey and stand in the PDF. They are not kept, not sent, not put in the link. Others may read that paper: write nothing that could harm her or him.',
  notesPaper: 'Notes of your appointment',
  endTitle: 'Finish and erase everything?',
  endText:
    'Does the person have the paper, the PDF or the square to photograph? The answers and your notes will be erased from this machine. They cannot be found again.',
  endFiles: 'A file that was downloaded stays in the downloads of this machine: delete it, and empty the bin.',
  endYes: 'Yes, erase everything',
  endNo: 'Back to the journey',
  idleTitle: 'Are you still there?',
  idleText: 'Without an answer from you, everything will be erased in one minute.',
  idleGoOn: 'Go on',
  idleWipe: 'Erase now',
} as Record<string, string>
