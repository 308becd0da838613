export default {
  '': {
    skip: 'Skip to the content', offline: 'No connection. Registers are sent later; other texts wait here until you save them.',
    failed: 'That did not work', again: 'Try again', cancel: 'Cancel', close: 'Close', save: 'Save', saved: 'Saved.',
    edit: 'Edit', look: 'Look', more: 'Show more', all: 'All {n}', any: 'Any', ongoing: 'Ongoing', search: 'Search', name: 'Name',
    email: 'E-mail', role: 'Role', status: 'Status', reason: 'Reason', day: 'Day', from: 'From', to: 'To',
    until: 'Until', since: 'since', who: 'Who', when: 'When', student: 'Student', classroom: 'Classroom',
    unchanged: 'As before', days: { one: '{n} day', other: '{n} days' }, period: 'Period {n}',
    tier: 'Tier {n}', signIn: 'Sign in', password: 'Password', signOut: 'Sign out', send: 'Send',
    secondFactor: 'Second step', code: 'Code', tasks: 'Tasks', notes: 'Notes and contacts', history: 'History',
    handOver: 'Hand-over', yes: 'Yes', no: 'No', next: 'Next', sessions: 'Where you are signed in',
    factor: 'Second step at signing in', staff: 'Staff',
  },
  nav: {
    label: 'Pages', '': 'Home', alerts: 'Alerts', cases: 'Cases', students: 'Students', registers: 'Registers',
    rules: 'Rules', users: 'Staff', imports: 'Imports', audit: 'Audit log', exports: 'Exports', account: 'My account',
    more: 'More', retention: 'Retention',
  },
  failed: {
    offline: 'No connection',
  },
  absent: {
    of: '{n} of {of} days ({percent})',
  },
  signIn: {
    again: 'Your session has ended', kept: 'Sign in to go on. What you typed is still here.',
  },
  signOut: {
    means: 'Signing out deletes what this device has kept: drafts and lists of students.',
    unsent: 'Of what you typed {n} would be lost, not saved yet. Sign out all the same?',
  },
  account: {
    you: 'You', look: 'How it looks', language: 'Language', colours: 'Colours',
  },
  colours: {
    '': 'As the device', light: 'Light', dark: 'Dark',
  },
  secondFactor: {
    intro: 'The code of your authenticator app, or a recovery code.',
  },
  password: {
    forgotten: 'Forgot your password?',
    mail: 'If there is an account with this e-mail, a link comes by mail. It works once, within an hour.',
    change: 'Change password', current: 'Current password', new: 'New password', rule: 'At least 12 characters.',
    changed: 'Changed. Sign in with the new password.',
  },
  problem: {
    'wrong-code': 'The code is wrong, or was used before.',
    'challenge-over': 'This took too long or failed too often. Close this and sign in again.',
    'second-factor-required': 'Your school asks for a second step at signing in. Set it up to go on.',
    offline: 'No connection to the server. Nothing you typed is lost; try again.',
    unauthenticated: 'Your session has ended.', 'wrong-credentials': 'E-mail or password is wrong.',
    'too-many-attempts': 'Too many attempts. Wait a little.', forbidden: 'This is not yours to see or do.',
    'not-found': 'There is nothing here.',
    'version-conflict': 'Somebody else changed this meanwhile. Look again, then press once more to do it all the same.',
    duplicate: 'There is one already.', 'already-taken': 'Somebody else was faster.',
    'body-too-large': 'That is too large.', unavailable: 'The server is busy. Try again in a moment.',
    'outcome-unknown': 'The connection broke. Look whether it was saved before you repeat it.',
    timeout: 'That took too long; nothing was changed.', 'internal-error': 'The server met an error; it is on record.',
  },
  role: {
    teacher: 'Teacher', form_master: 'Form master', admin: 'Admin',
  },
  home: {
    title: 'Who needs me', today: 'Today', alerts: 'Urgent alerts', cases: 'Pending cases', tasks: 'Overdue tasks',
    reviews: 'Reviews due', registers: 'Missing registers', absence: 'absent: {n} of {of} days',
    handOvers: 'You are asked to take over', emergencyReads: 'Your restricted notes were read in an emergency',
    myAlerts: 'My alerts', myTasks: 'My tasks', noAlerts: 'No alerts. Good.', noCases: 'No cases.',
    noTasks: 'Nothing to do.', noReviews: 'No reviews in the next 7 days.', noRegisters: 'All registers were taken.',
    noClasses: 'No classes on this day.',
  },
  alert: {
    level: 'Level', whose: 'Whose', mine: 'Mine', claim: 'I take it', claimed: 'It is yours now.',
    openCase: 'Open a case', toCase: 'To the case', snooze: 'Let it rest',
    snoozeMeans: 'It comes back on that day, or earlier when it becomes worse.', restsUntil: 'rests until {day}',
    snoozeReason: 'Why it rests', close: 'Close it', closedAs: 'Closed as', closedOn: 'Closed on',
    cleared: 'Cleared by itself', says: 'What was counted', rule: 'Rule', raised: 'Raised', counted: 'Counted',
    cut: 'Cut', ruleVersion: 'Version of the rule', claimedBy: 'Taken by',
    raise: 'Raise an alert', message: 'What you saw', changed: 'Somebody changed this alert.',
  },
  none: {
    alerts: 'No alerts.', tasks: 'No tasks.', notes: 'Nothing written yet.', students: 'No students.',
  },
  list: {
    changed: 'The list has changed.',
  },
  risk: {
    critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low',
  },
  alertStatus: {
    active: 'New', under_review: 'Under review', escalated: 'Escalated', resolved: 'Resolved', dismissed: 'Dismissed',
  },
  closeReason: {
    handled: 'Handled', already_known: 'Already known', data_error: 'Wrong data', not_a_concern: 'No concern',
  },
  rule: {
    absence_rate: 'Absence rate', early_pace: 'Absences early in the year', consecutive_absence: 'Days absent in a row',
    failing_subjects: 'Failing subjects', incident_days: 'Days with an incident', serious_incident: 'Serious incidents',
    manual: 'Raised by hand',
  },
  case: {
    title: 'Case {id}', edit: 'Edit the case', facts: 'Facts', people: 'People', owner: 'Runs the case', team: 'Team',
    teamNone: 'Nobody else', teamMeans: 'The team sees the case and the student, and writes notes.',
    changeTeam: 'Change the team', opened: 'Opened', absentBefore: 'Absent before', absentAfter: 'Absent at the end',
    escalatedOn: 'Escalated on', alert: 'The alert it began with', touched: 'last touched', followUp: 'follow-up',
    review: 'review', voided: 'Void', exists: 'There is a case about this already.',
    goalMeans: 'What should be different, and how you will know.', reasonWhy: 'Needed to open a closed case again.',
    changed: 'Somebody else changed this case.',
    changedMeanwhile: 'Somebody else changed this case while you edit it. Your text is safe.', reload: 'Show it',
    here: '{name} is here, since {time}',
  },
  concern: {
    attendance: 'Attendance', behaviour: 'Behaviour', course_work: 'Course work', wellbeing: 'Well-being',
    other: 'Other',
  },
  caseStatus: {
    open: 'Open', in_progress: 'In progress', awaiting_parent: 'Awaiting parent', escalated_to_admin: 'With an admin',
    closed: 'Closed',
  },
  progress: {
    no_contact: 'No contact yet', contacted: 'Contacted', improving: 'Improving', not_improving: 'Not improving',
    resolved: 'Resolved',
  },
  field: {
    status: 'Status', progress_status: 'Progress', tier: 'Tier', follow_up_date: 'Follow-up on',
    review_date: 'Review on', goal: 'Goal', strategies: 'What we do', outcome_notes: 'Outcome',
    resolution_notes: 'How it was resolved', reason: 'Reason', assigned_to: 'Assigned to', title: 'Title',
    due_date: 'Due on', done_on: 'Done on', concern: 'Concern',
  },
  task: {
    add: 'Add a task', title: 'What is to be done', who: 'Who', done: 'Done', doneOn: 'done on', noDate: 'no date',
    ended: 'Done.', open: 'not done',
  },
  note: {
    body: 'New note', add: 'Add the note', added: 'Added.', more: 'Contact, progress, who may read it', kind: 'Kind',
    'kind.note': 'Note', 'kind.contact': 'Contact', 'kind.meeting': 'Meeting',
    'outcome.reached': 'Reached', 'outcome.not_reached': 'Not reached',
    restrictMeans: 'Only you, who runs the case and whom you name can read it.', readers: 'May read it too',
    restricted: 'Restricted', isRestricted: 'This note is restricted.', read: 'Read it',
  },
  handOver: {
    accept: 'I take it over', refuse: 'Not me', refused: 'refused', asked: 'You are asked to take this case over.',
  },
  history: {
    show: 'Who changed what', none: 'No changes.',
  },
  conflict: {
    title: 'Two people changed the same thing', by: '{name} saved a change', somebody: 'Somebody else saved a change',
    apart: 'You changed different fields: both changes can stand.',
    asks: 'Where you both changed the same field, choose what is to stand.', merge: 'Merge and save',
    take: 'Merge into the form', back: 'Back to the form', compare: 'Compare', keep: 'Keep this', base: 'Before',
    theirs: 'Theirs', mine: 'Mine', together: 'Both, in your words',
    'kind.mine': 'you changed it', 'kind.theirs': 'they changed it', 'kind.both': 'both the same',
    'kind.overlap': 'both changed it',
    now: 'Somebody else changed this meanwhile. It is now: {value}. Press once more to put yours in its place.',
  },
  draft: {
    lost: 'This device keeps nothing: save before you leave.', leftOver: 'You typed this while the case was yours. Copy what is still needed.',
    restored: 'This is what you typed before; it has not been saved yet.', discard: 'Discard',
  },
  registers: {
    ofDay: 'Classes of the day', otherDay: 'Another day', kept: 'No connection. This list was kept on this device',
  },
  register: {
    taken: 'Taken', notTaken: 'Not taken', outbox: 'Waits for a connection', register: 'Not saved yet', save: 'Save the register',
    saved: 'The register is saved.', later: 'Kept on this device. It is sent when the connection is back.',
    sent: '{subject}, {classroom}: the register was sent.',
    notSent: '{subject}, {classroom}: the register could not be sent.',
    offline: 'No connection. You can take the register; it is sent later.', changed: '{name} changed this register.',
    reason: 'Why is it corrected?', reasonWhy: 'Needed after the day of the register.', corrections: 'Corrections',
    was: 'Was', is: 'Is', readOnly: 'Only who teaches the class takes its register.',
  },
  mark: {
    present: 'Present', late: 'Late', absent: 'Absent', excused: 'Excused',
  },
  short: {
    present: 'P', late: 'L', absent: 'A', excused: 'E',
  },
  student: {
    hidden: 'Not yours to see', indicators: 'What the rules say', asOf: 'on {day}', onDay: 'As of',
    cut: 'cut {n}', version: 'rule version {n}', access: 'Who can see this student',
    accessMeans: 'Everybody who can, and why.',
  },
  state: {
    none: 'All clear', watch: 'Watch', tier2: 'Tier 2', tier3: 'Tier 3', not_enough_data: 'Not enough data',
  },
  chart: {
    title: 'Attendance by week', label: 'Attendance by week, with alerts, cases and contacts', asTable: 'As a table',
    week: 'Week of', absentDays: 'Days absent', unexplained: 'Unexplained', attendance: 'Present', contacts: 'Contacts',
    caseOpened: 'Case opened: {concern}', of: '{n} of {of}',
  },
  action: {
    INSERT: 'Added', UPDATE: 'Changed', DELETE: 'Deleted', RECORD_VIEWED: 'Viewed',
    VERSION_CONFLICT: 'Refused, somebody else was faster', EMERGENCY_READ: 'Read in an emergency',
  },
  session: {
    count: { one: 'You are signed in on {n} device.', other: 'You are signed in on {n} devices.' }, this: 'This one',
    last: 'last used', end: 'End it', endOthers: 'End all others', ended: 'Ended; it counts at once.',
  },
  factor: {
    means: 'Besides the password a code of an app on your phone: whoever learns your password does not get in with it.',
    none: 'Not set up.', set: 'Set up the second step', since: 'In force since', left: 'Recovery codes left',
    remove: 'Remove the second step', removeMeans: 'Then the password alone signs in. All your sessions end.',
    removed: 'Removed. Sign in again.', askPassword: 'You need an authenticator app on your phone.',
    teach: 'Give this key to your authenticator app; it then shows codes of six digits.',
    open: 'Open in the app on this device', type: 'Or type it there:', codeMeans: 'What the app shows now.',
    confirm: 'Confirm', recovery: 'Recovery codes',
    recoveryMeans: 'When your phone is lost, each of them signs you in once. They are shown only now; keep them where you keep important papers.',
    save: 'Save as a file', kept: 'I have kept them', done: 'Done',
    inForce: 'The second step is in force. All other sessions ended.',
    notHere: 'This server is not set up for it. Ask whoever runs it.',
  },
  staff: {
    search: 'Search by name',
  },
  access: {
    admin: 'admin of the school', leads: 'leads the classroom {name}', teaches: 'teaches {name} in the classroom',
    works: 'works on an alert or a case',
  },
};
