export default {
  '': {
    purpose: 'Purpose', download: 'Download',
  },
  case: {
    void: 'Void the case', voidMeans: 'For a case that should never have been opened. It stays on record.',
  },
  student: {
    record: 'Everything on record',
    recordMeans: 'For a family that asks. The request goes on record with its purpose.',
  },
  handOver: {
    all: 'Hand over by classroom', allMeans: 'Each active case is offered to who leads the student’s classroom now.',
    askedFor: { one: 'Asked for {n} case.', other: 'Asked for {n} cases.' },
    leftOut: { one: 'For {n} nobody leads the classroom.', other: 'For {n} nobody leads the classroom.' }, ask: 'Ask to take over',
    to: 'Who should take it over',
  },
  note: {
    notYours: 'Restricted notes that are not yours to read', emergency: 'Read in an emergency',
    emergencyMeans: 'Your reason goes on record, and who runs the case is told. Without an emergency ask them.',
  },
  school: {
    title: 'The school today', heat: 'Where help is needed',
    heatMeans: 'Active cases by tier, open alerts and absence in each classroom; the stronger the colour, the more of its students compared with the other classrooms.',
    openAlerts: 'Open alerts', escalatedCases: 'Cases with an admin', escalatedAlerts: 'Escalated alerts',
    ownerless: 'Cases that nobody runs any more',
    helped: 'Did it help?', closed: 'Closed cases', days: 'Days on average', before: 'Absent before',
    after: 'Absent after', ageing: 'Age of active cases', rules: 'What became of the alerts',
  },
  ageing: {
    up_to_14_days: 'Up to 14 days', up_to_28_days: 'Up to 28 days', up_to_56_days: 'Up to 56 days', longer: 'Longer',
  },
  rules: {
    means: 'A measure that reaches a cut is in its band. See what other cuts would mean before you save them; they count from today on.',
  },
  rule: {
    change: 'Change', simulate: 'What would it flag?', save: 'Save these cuts',
    saved: 'Saved. They count from today on.', band: 'Band', measure: 'What is measured', cut: 'Cut', window: 'Window',
    minimum: 'From', now: 'Now', then: 'Then', wouldFlag: '{n} of {of} students would be flagged',
    byClassroom: 'By classroom', difference: 'Difference', raised: 'Raised', open: 'Open',
  },
  measures: {
    absent_percent: '% of days absent', absent_days: 'days absent',
    unexplained_run: 'days absent in a row, unexplained', absent_run: 'days absent in a row',
    near_subjects: 'subjects near the pass mark', failing_subjects: 'failing subjects',
    failing_core_subjects: 'failing core subjects', past_failures: 'subjects failed before',
    incident_days: 'days with an incident', incident_percent: '% of days with an incident',
    serious_incidents: 'serious incidents',
  },
  users: {
    none: 'Nobody.',
  },
  user: {
    add: 'Add somebody', search: 'Name or e-mail', disabled: 'Disabled', firstPassword: 'First password',
    active: 'May sign in', activeMeans: 'Without this all sessions end at once.',
  },
  import: {
    ignored: 'Columns that were not read:',
    upload: 'Upload a file', kind: 'What is in it', file: 'CSV file',
    fileMeans: 'Nothing is changed before you have seen the plan.', earlier: 'Earlier imports',
    working: 'One moment; this page follows.', plan: 'The plan', counts: 'What was done',
    rows: { one: '{n} row', other: '{n} rows' }, all: 'Rows', new: 'New', changed: 'Changed', unchanged: 'Unchanged',
    missing: 'Missing', refused: 'Refused', stopped: 'It would change more than is usual. Look twice.',
    confirm: 'Do it', confirmMany: 'Do it all the same', undo: 'Take it back', obstacles: 'Why it cannot be taken back',
    line: 'Line', field: 'Column',
  },
  imports: {
    none: 'No imports.',
  },
  importKind: {
    students: 'Students', enrolments: 'Enrolments', assignments: 'Teaching assignments', lessons: 'Timetable', calendar: 'Calendar',
    grades: 'Grades', incidents: 'Incidents', attendance: 'Attendance', users: 'Staff',
  },
  importState: {
    uploading: 'Uploading', uploaded: 'Being read', planned: 'Planned', confirmed: 'Under way', applied: 'Done',
    failed: 'Failed', undo_requested: 'Being taken back', undone: 'Taken back',
  },
  audit: {
    none: 'Nothing on record.', action: 'What', entity: 'Record', changes: 'Changes', client: 'said by the page',
    export: 'Export',
  },
  action: {
    LOGIN: 'Signed in', LOGOUT: 'Signed out', DATA_EXPORTED: 'Exported', PAGE_VIEWED: 'Page opened',
    CASE_OPENED: 'Case opened', CASE_EDIT_STARTED: 'Edit begun', CASE_EDIT_ABANDONED: 'Edit given up',
    CONFLICT_SHOWN: 'Conflict shown', CONFLICT_RESOLVED: 'Conflict resolved', DRAFT_RESTORED: 'Draft brought back',
    EXPORT_REQUESTED: 'Export asked for', CLIENT_ERROR: 'Error of the page', SESSION_ENDED: 'Session ended',
  },
  entity: {
    intervention_case: 'Case', case_note: 'Note', case_task: 'Task', alert: 'Alert', student: 'Student',
    register: 'Register', user_account: 'User', indicator_rule: 'Rule',
  },
  export: {
    title: 'Download a table', means: 'CSV, for spreadsheets. Restricted notes are never in it.', kind: 'What',
    purposeMeans: 'Goes on record with your name.', done: 'Your file is ready.',
  },
  exportKind: {
    cases: 'Cases', alerts: 'Alerts', attendance: 'Attendance', audit: 'Audit log',
  },
  retention: {
    plan: 'What goes when',
    means: 'Once a day, at night, what is past its time is deleted. How long things are kept is decided for all schools of this server.',
    keep: 'kept for {time}', goes: '{n} go with the next clean-up', held: '{n} held', next: 'next on {day}', holds: 'Holds',
    holdsMean: 'They keep a record past its time, as for a court. Whoever runs the server sets and releases them.',
    noHolds: 'No holds.', school: 'The whole school', audit_event: 'Audit log', client_event: 'What pages reported',
    session: 'Sessions that ended', closed_case: 'Closed cases with their notes',
    kept_reply: 'Answers kept for repeated requests', import_file: 'Files that were uploaded',
    case_presence: 'Who had a case open',
  },
};
