export default {
  // The frame
  'skip': 'Skip to the content', 'nav.label': 'Pages', 'nav.': 'Home', 'nav.alerts': 'Alerts', 'nav.cases': 'Cases', 'nav.students': 'Students',
  'nav.registers': 'Registers', 'nav.rules': 'Rules', 'nav.users': 'Staff', 'nav.imports': 'Imports', 'nav.audit': 'Audit log', 'nav.exports': 'Exports',
  'nav.account': 'My account', 'nav.more': 'More', 'offline': 'No connection. What you do is kept on this device and sent later.',
  'failed': 'That did not work', 'failed.offline': 'No connection', 'again': 'Try again',
  'cancel': 'Cancel', 'close': 'Close', 'save': 'Save', 'saved': 'Saved.', 'edit': 'Edit', 'look': 'Look', 'more': 'Show more', 'all': 'All {n}', 'any': 'Any', 'search': 'Search',
  'name': 'Name', 'email': 'E-mail', 'role': 'Role', 'status': 'Status', 'reason': 'Reason', 'purpose': 'Purpose', 'day': 'Day', 'from': 'From', 'to': 'To', 'until': 'Until',
  'since': 'since', 'who': 'Who', 'when': 'When', 'student': 'Student', 'classroom': 'Classroom', 'download': 'Download', 'unchanged': 'As before',
  'number': '{n}', 'days': { one: '{n} day', other: '{n} days' }, 'period': 'Period {n}', 'tier': 'Tier {n}', 'absent.of': '{n} of {of} days ({percent})',

  // Signing in and out
  'signIn': 'Sign in', 'password': 'Password', 'signIn.again': 'Your session has ended', 'signIn.kept': 'Sign in to go on. What you typed is still here.',
  'signOut': 'Sign out', 'signOut.means': 'Signing out deletes what this device has kept: drafts and lists of students.',
  'signOut.unsent': { one: '{n} register has not been sent yet and would be lost. Sign out all the same?', other: '{n} registers have not been sent yet and would be lost. Sign out all the same?' },
  'account.you': 'You', 'account.look': 'How it looks', 'account.language': 'Language', 'account.colours': 'Colours', 'colours.': 'As the device', 'colours.light': 'Light', 'colours.dark': 'Dark',
  'password.change': 'Change password', 'password.current': 'Current password', 'password.new': 'New password', 'password.rule': 'At least 12 characters.', 'password.changed': 'Changed. Sign in with the new password.',
  'role.teacher': 'Teacher', 'role.form_master': 'Form master', 'role.admin': 'Admin',

  // Problems
  'problem.offline': 'No connection to the server. Nothing you typed is lost; try again.', 'problem.unauthenticated': 'Your session has ended.', 'problem.wrong-credentials': 'E-mail or password is wrong.',
  'problem.too-many-attempts': 'Too many attempts. Wait a quarter of an hour.', 'problem.forbidden': 'This is not yours to see or do.', 'problem.not-found': 'There is nothing here.',
  'problem.version-conflict': 'Somebody else changed this meanwhile. Look again, then press once more to do it all the same.', 'problem.duplicate': 'There is one already.',
  'problem.already-taken': 'Somebody else was faster.', 'problem.body-too-large': 'That is too large.', 'problem.unavailable': 'The server is busy. Try again in a moment.',
  'problem.outcome-unknown': 'The connection broke. Look whether it was saved before you repeat it.', 'problem.timeout': 'That took too long; nothing was changed.', 'problem.internal-error': 'The server met an error; it is on record.',

  // Home
  'home.title': 'Who needs me', 'home.today': 'Today', 'home.alerts': 'Urgent alerts', 'home.cases': 'Pending cases', 'home.tasks': 'Overdue tasks', 'home.reviews': 'Reviews due', 'home.registers': 'Missing registers',
  'home.absence': 'absent: {n} of {of} days', 'home.handOvers': 'You are asked to take over', 'home.emergencyReads': 'Your restricted notes were read in an emergency', 'home.myAlerts': 'My alerts', 'home.myTasks': 'My tasks',
  'home.noAlerts': 'No alerts. Good.', 'home.noCases': 'No cases.', 'home.noTasks': 'Nothing to do.', 'home.noReviews': 'No reviews in the next 7 days.', 'home.noRegisters': 'All registers were taken.', 'home.noClasses': 'No classes on this day.',

  // Alerts
  'alerts.none': 'No alerts.', 'alert.level': 'Level', 'alert.whose': 'Whose', 'alert.mine': 'Mine', 'alert.claim': 'I take it', 'alert.claimed': 'It is yours now.', 'alert.openCase': 'Open a case', 'alert.toCase': 'To the case',
  'alert.snooze': 'Let it rest', 'alert.snoozeMeans': 'It comes back on that day, or earlier when it becomes worse.', 'alert.restsUntil': 'rests until {day}', 'alert.snoozeReason': 'Why it rests',
  'alert.close': 'Close it', 'alert.closedAs': 'Closed as', 'alert.closedOn': 'Closed on', 'alert.cleared': 'Cleared by itself', 'alert.says': 'What was counted', 'alert.rule': 'Rule', 'alert.raised': 'Raised', 'alert.counted': 'Counted',
  'alert.cut': 'Cut', 'alert.ruleVersion': 'Version of the rule', 'alert.assigned': 'Assigned to', 'alert.claimedBy': 'Taken by', 'alert.raise': 'Raise an alert', 'alert.message': 'What you saw', 'alert.changed': 'Somebody changed this alert.',
  'list.changed': 'The list has changed.',
  'risk.critical': 'Critical', 'risk.high': 'High', 'risk.medium': 'Medium', 'risk.low': 'Low',
  'alertStatus.active': 'New', 'alertStatus.under_review': 'Under review', 'alertStatus.escalated': 'Escalated', 'alertStatus.resolved': 'Resolved', 'alertStatus.dismissed': 'Dismissed',
  'closeReason.handled': 'Handled', 'closeReason.already_known': 'Already known', 'closeReason.data_error': 'Wrong data', 'closeReason.not_a_concern': 'No concern',
  'rule.absence_rate': 'Absence rate', 'rule.early_pace': 'Absences early in the year', 'rule.consecutive_absence': 'Days absent in a row', 'rule.failing_subjects': 'Failing subjects', 'rule.incident_days': 'Days with an incident',
  'rule.serious_incident': 'Serious incidents', 'rule.manual': 'Raised by hand',
  'measure.absent_percent': 'absent {n} of {of} school days', 'measure.absent_days': 'absent {n} of the first {of} school days', 'measure.unexplained_run': 'absent {n} school days in a row, unexplained', 'measure.absent_run': 'absent {n} school days in a row',
  'measure.near_subjects': 'near the pass mark in {n} of {of} subjects', 'measure.failing_subjects': 'below the pass mark in {n} of {of} subjects', 'measure.failing_core_subjects': 'below the pass mark in {n} core subjects',
  'measure.past_failures': 'failed {n} subjects before', 'measure.incident_days': 'incidents on {n} of the last {window} school days', 'measure.incident_percent': 'incidents on {n} of the last {of} school days', 'measure.serious_incidents': 'serious incidents this school year: {n}',

  // Cases
  'case.title': 'Case {id}', 'case.edit': 'Edit the case', 'case.facts': 'Facts', 'case.people': 'People', 'case.owner': 'Runs the case', 'case.team': 'Team', 'case.teamNone': 'Nobody else', 'case.teamMeans': 'The team sees the case and the student, and writes notes.',
  'case.changeTeam': 'Change the team', 'case.opened': 'Opened', 'case.absentBefore': 'Absent before', 'case.absentAfter': 'Absent at the end', 'case.escalatedOn': 'Escalated on', 'case.alert': 'The alert it began with', 'case.touched': 'last touched',
  'case.followUp': 'follow-up', 'case.review': 'review', 'case.voided': 'Void', 'case.exists': 'There is a case about this already.', 'case.open': 'Open a case', 'case.concern': 'Concern', 'case.goalMeans': 'What should be different, and how you will know.',
  'case.reasonWhy': 'Needed to open a closed case again.', 'case.changed': 'Somebody else changed this case.', 'case.changedMeanwhile': 'Somebody else changed this case while you edit it. Your text is safe.', 'case.reload': 'Show it',
  'concern.attendance': 'Attendance', 'concern.behaviour': 'Behaviour', 'concern.course_work': 'Course work', 'concern.wellbeing': 'Well-being', 'concern.other': 'Other',
  'caseStatus.open': 'Open', 'caseStatus.in_progress': 'In progress', 'caseStatus.awaiting_parent': 'Awaiting parent', 'caseStatus.escalated_to_admin': 'With an admin', 'caseStatus.closed': 'Closed',
  'progress.no_contact': 'No contact yet', 'progress.contacted': 'Contacted', 'progress.improving': 'Improving', 'progress.not_improving': 'Not improving', 'progress.resolved': 'Resolved',
  'field.status': 'Status', 'field.progress_status': 'Progress', 'field.tier': 'Tier', 'field.follow_up_date': 'Follow-up on', 'field.review_date': 'Review on', 'field.goal': 'Goal', 'field.strategies': 'What we do', 'field.outcome_notes': 'Outcome',
  'field.resolution_notes': 'How it was resolved', 'field.reason': 'Reason', 'field.assigned_to': 'Assigned to', 'field.title': 'Title', 'field.due_date': 'Due on', 'field.done_on': 'Done on', 'field.concern': 'Concern',
  'tasks': 'Tasks', 'tasks.none': 'No tasks.', 'task.add': 'Add a task', 'task.title': 'What is to be done', 'task.who': 'Who', 'task.due': 'Due on', 'task.done': 'Done', 'task.doneOn': 'done on', 'task.noDate': 'no date', 'task.ended': 'Done.',
  'notes': 'Notes and contacts', 'notes.none': 'Nothing written yet.', 'note.body': 'New note', 'note.add': 'Add the note', 'note.added': 'Added.', 'note.more': 'Contact, progress, who may read it', 'note.kind': 'Kind', 'note.kind.note': 'Note', 'note.kind.contact': 'Contact', 'note.kind.meeting': 'Meeting',
  'note.outcome': 'Outcome', 'note.outcome.reached': 'Reached', 'note.outcome.not_reached': 'Not reached', 'note.restrict': 'Restricted', 'note.restrictMeans': 'Only you, who runs the case and whom you name can read it.', 'note.readers': 'May read it too',
  'note.restricted': 'Restricted', 'note.isRestricted': 'This note is restricted.', 'note.read': 'Read it', 'note.emergency': 'Read a restricted note in an emergency', 'note.emergencyMeans': 'It goes on record, and who runs the case is told.',
  'note.on': 'When', 'case.void': 'Void the case', 'case.voidMeans': 'For a case that should never have been opened. It stays on record.', 'handOver.all': 'Hand over by classroom', 'handOver.allMeans': 'Each active case is offered to who leads the student’s classroom now.', 'handOver.askedFor': { one: 'Asked for {n} case.', other: 'Asked for {n} cases.' },
  'history': 'History', 'history.show': 'Who changed what', 'history.none': 'No changes.',
  'handOver': 'Hand-over', 'handOver.ask': 'Ask to take over', 'handOver.to': 'Who should take it over', 'handOver.accept': 'I take it over', 'handOver.refuse': 'Not me', 'handOver.refused': 'refused', 'handOver.asked': 'You are asked to take this case over.',

  // Conflicts and drafts
  'conflict.title': 'Two people changed the same thing', 'conflict.by': '{name} saved a change', 'conflict.somebody': 'Somebody else saved a change', 'conflict.apart': 'You changed different fields: both changes can stand.',
  'conflict.asks': 'Where you both changed the same field, choose what is to stand.', 'conflict.merge': 'Merge and save', 'conflict.take': 'Merge into the form', 'conflict.back': 'Back to the form', 'conflict.compare': 'Compare', 'conflict.keep': 'Keep this',
  'conflict.base': 'Before', 'conflict.theirs': 'Theirs', 'conflict.mine': 'Mine', 'conflict.together': 'Both, in your words', 'conflict.nothing': 'Nothing was left to change.',
  'conflict.kind.mine': 'you changed it', 'conflict.kind.theirs': 'they changed it', 'conflict.kind.both': 'both the same', 'conflict.kind.overlap': 'both changed it',
  'draft.restored': 'This is what you typed before; it has not been saved yet.', 'draft.discard': 'Discard',

  // Registers
  'registers.ofDay': 'Classes of the day', 'registers.otherDay': 'Another day', 'registers.kept': 'No connection. This list was kept on this device', 'register.taken': 'Taken', 'register.notTaken': 'Not taken', 'register.waiting': 'Waits for a connection',
  'register.save': 'Save the register', 'register.saved': 'The register is saved.', 'register.later': 'Kept on this device. It is sent when the connection is back.', 'register.sent': '{subject}, {classroom}: the register was sent.',
  'register.notSent': '{subject}, {classroom}: the register could not be sent.', 'register.offline': 'No connection. You can take the register; it is sent later.', 'register.changed': '{name} changed this register.',
  'register.reason': 'Why is it corrected?', 'register.reasonWhy': 'Needed after the day of the register.', 'register.corrections': 'Corrections', 'register.was': 'Was', 'register.is': 'Is',
  'mark.present': 'Present', 'mark.late': 'Late', 'mark.absent': 'Absent', 'mark.excused': 'Excused', 'mark.present.short': 'P', 'mark.late.short': 'L', 'mark.absent.short': 'A', 'mark.excused.short': 'E',

  // Students
  'students.none': 'No students.', 'student.search': 'Name', 'student.hidden': 'Not yours to see', 'student.indicators': 'What the rules say', 'student.asOf': 'on {day}', 'student.onDay': 'As of', 'student.cut': 'cut {n}', 'student.version': 'rule version {n}',
  'student.access': 'Who can see this student', 'student.accessMeans': 'Everybody who can, and why.', 'student.record': 'Everything on record', 'student.recordMeans': 'For a family that asks. The request goes on record with its purpose.',
  'state.none': 'All clear', 'state.watch': 'Watch', 'state.tier2': 'Tier 2', 'state.tier3': 'Tier 3', 'state.not_enough_data': 'Not enough data',
  'chart.title': 'Attendance by week', 'chart.label': 'Attendance by week, with alerts, cases and contacts', 'chart.asTable': 'As a table', 'chart.week': 'Week of', 'chart.absentDays': 'Days absent', 'chart.unexplained': 'Unexplained', 'chart.late': 'Late',
  'chart.attendance': 'Present', 'chart.alerts': 'Alerts', 'chart.cases': 'Cases', 'chart.contacts': 'Contacts', 'chart.caseOpened': 'Case opened: {concern}', 'chart.of': '{n} of {of}',

  // The school
  'school.title': 'The school today', 'school.heat': 'Where help is needed', 'school.heatMeans': 'Active cases by tier, open alerts and absence in each classroom; the stronger the colour, the more of its students compared with the other classrooms.', 'school.openAlerts': 'Open alerts', 'school.absent': 'Absent',
  'school.escalatedCases': 'Cases with an admin', 'school.escalatedAlerts': 'Escalated alerts', 'school.helped': 'Did it help?', 'school.closed': 'Closed cases', 'school.days': 'Days on average', 'school.before': 'Absent before', 'school.after': 'Absent after',
  'school.ageing': 'Age of active cases', 'ageing.up_to_14_days': 'Up to 14 days', 'ageing.up_to_28_days': 'Up to 28 days', 'ageing.up_to_56_days': 'Up to 56 days', 'ageing.longer': 'Longer', 'school.rules': 'What became of the alerts',
  'rules.means': 'A measure that reaches a cut is in its band. See what other cuts would mean before you save them; they count from today on.', 'rule.change': 'Change', 'rule.simulate': 'What would it flag?', 'rule.save': 'Save these cuts', 'rule.saved': 'Saved. They count from today on.',
  'rule.band': 'Band', 'rule.measure': 'What is measured', 'rule.cut': 'Cut', 'rule.window': 'Window', 'rule.minimum': 'From', 'rule.now': 'Now', 'rule.then': 'Then', 'rule.wouldFlag': '{n} of {of} students would be flagged', 'rule.byClassroom': 'By classroom', 'rule.difference': 'Difference',
  'rule.raised': 'Raised', 'rule.open': 'Open', 'rule.othersCuts': 'Somebody else saved these cuts',
  'band.watch': 'Watch', 'band.tier2': 'Tier 2', 'band.tier3': 'Tier 3', 'band.critical': 'Critical',
  'measures.absent_percent': '% of days absent', 'measures.absent_days': 'days absent', 'measures.unexplained_run': 'days absent in a row, unexplained', 'measures.absent_run': 'days absent in a row', 'measures.near_subjects': 'subjects near the pass mark',
  'measures.failing_subjects': 'failing subjects', 'measures.failing_core_subjects': 'failing core subjects', 'measures.past_failures': 'subjects failed before', 'measures.incident_days': 'days with an incident', 'measures.incident_percent': '% of days with an incident', 'measures.serious_incidents': 'serious incidents',
  'users.none': 'Nobody.', 'user.add': 'Add somebody', 'user.search': 'Name or e-mail', 'user.disabled': 'Disabled', 'user.firstPassword': 'First password', 'user.active': 'May sign in', 'user.activeMeans': 'Without this all sessions end at once.',
  'import.upload': 'Upload a file', 'import.kind': 'What is in it', 'import.file': 'CSV file', 'import.fileMeans': 'Nothing is changed before you have seen the plan.', 'import.earlier': 'Earlier imports', 'imports.none': 'No imports.', 'import.working': 'One moment; this page follows.',
  'import.plan': 'The plan', 'import.counts': 'What was done', 'import.rows': { one: '{n} row', other: '{n} rows' }, 'import.all': 'Rows', 'import.new': 'New', 'import.changed': 'Changed', 'import.unchanged': 'Unchanged', 'import.missing': 'Missing', 'import.refused': 'Refused', 'import.stopped': 'It would change more than is usual. Look twice.',
  'import.confirm': 'Do it', 'import.confirmMany': 'Do it all the same', 'import.undo': 'Take it back', 'import.obstacles': 'Why it cannot be taken back', 'import.line': 'Line', 'import.field': 'Column',
  'importKind.students': 'Students', 'importKind.enrolments': 'Enrolments', 'importKind.assignments': 'Teaching assignments', 'importKind.calendar': 'Calendar', 'importKind.grades': 'Grades', 'importKind.incidents': 'Incidents', 'importKind.attendance': 'Attendance', 'importKind.users': 'Staff',
  'importState.uploading': 'Uploading', 'importState.uploaded': 'Being read', 'importState.planned': 'Planned', 'importState.confirmed': 'Under way', 'importState.applied': 'Done', 'importState.failed': 'Failed', 'importState.undo_requested': 'Being taken back', 'importState.undone': 'Taken back',
  'audit.none': 'Nothing on record.', 'audit.action': 'What', 'audit.entity': 'Record', 'audit.changes': 'Changes', 'audit.client': 'said by the page',
  'action.INSERT': 'Added', 'action.UPDATE': 'Changed', 'action.DELETE': 'Deleted', 'action.RECORD_VIEWED': 'Viewed', 'action.LOGIN': 'Signed in', 'action.LOGOUT': 'Signed out', 'action.DATA_EXPORTED': 'Exported', 'action.EMERGENCY_READ': 'Read in an emergency', 'action.PAGE_VIEWED': 'Page opened', 'action.CASE_OPENED': 'Case opened', 'action.CASE_EDIT_STARTED': 'Edit begun', 'action.CASE_EDIT_ABANDONED': 'Edit given up', 'action.CONFLICT_SHOWN': 'Conflict shown', 'action.CONFLICT_RESOLVED': 'Conflict resolved', 'action.DRAFT_RESTORED': 'Draft brought back', 'action.EXPORT_REQUESTED': 'Export asked for', 'action.CLIENT_ERROR': 'Error of the page',
  'entity.intervention_case': 'Case', 'entity.case_note': 'Note', 'entity.case_task': 'Task', 'entity.alert': 'Alert', 'entity.student': 'Student', 'entity.register': 'Register', 'entity.user_account': 'User', 'entity.indicator_rule': 'Rule',
  'export.title': 'Download a table', 'export.means': 'CSV, for spreadsheets. Restricted notes are never in it.', 'export.kind': 'What', 'exportKind.cases': 'Cases', 'exportKind.alerts': 'Alerts', 'exportKind.attendance': 'Attendance', 'export.purposeMeans': 'Goes on record with your name.', 'export.done': 'Your file is ready.',
};
