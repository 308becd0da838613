export default {
  // The frame
  'skip': 'انتقل إلى المحتوى', 'nav.label': 'الصفحات', 'nav.': 'الرئيسية', 'nav.alerts': 'التنبيهات', 'nav.cases': 'الحالات', 'nav.students': 'الطلاب',
  'nav.registers': 'سجلات الحضور', 'nav.rules': 'القواعد', 'nav.users': 'الموظفون', 'nav.imports': 'الاستيراد', 'nav.audit': 'سجل المراجعة', 'nav.exports': 'التصدير',
  'nav.account': 'حسابي', 'nav.more': 'المزيد', 'offline': 'لا يوجد اتصال. ما تفعله يُحفظ على هذا الجهاز ويُرسل لاحقًا.',
  'failed': 'تعذّر ذلك', 'failed.offline': 'لا يوجد اتصال', 'again': 'أعد المحاولة',
  'cancel': 'إلغاء', 'close': 'إغلاق', 'save': 'حفظ', 'saved': 'تم الحفظ.', 'edit': 'تعديل', 'look': 'عرض', 'more': 'عرض المزيد', 'all': 'الكل ({n})', 'any': 'الكل', 'search': 'بحث',
  'name': 'الاسم', 'email': 'البريد الإلكتروني', 'role': 'الدور', 'status': 'الوضع', 'reason': 'السبب', 'purpose': 'الغرض', 'day': 'اليوم', 'from': 'من', 'to': 'إلى', 'until': 'حتى',
  'since': 'منذ', 'who': 'من', 'when': 'متى', 'student': 'الطالب', 'classroom': 'الصف', 'download': 'تنزيل', 'unchanged': 'كما كان',
  'number': '{n}', 'days': { one: 'يوم واحد', two: 'يومان', few: '{n} أيام', many: '{n} يومًا', other: '{n} يوم' }, 'period': 'الحصة {n}', 'tier': 'المستوى {n}', 'absent.of': '{n} من {of} يومًا ({percent})',

  // Signing in and out
  'signIn': 'تسجيل الدخول', 'password': 'كلمة المرور', 'signIn.again': 'انتهت جلستك', 'signIn.kept': 'سجّل الدخول للمتابعة. ما كتبته ما زال هنا.',
  'signOut': 'تسجيل الخروج', 'signOut.means': 'تسجيل الخروج يحذف ما حفظه هذا الجهاز: المسودات وقوائم الطلاب.',
  'signOut.unsent': { zero: 'لا سجلات لم تُرسل.', one: 'سجل واحد لم يُرسل بعد وسيضيع. هل تسجّل الخروج رغم ذلك؟', two: 'سجلان لم يُرسلا بعد وسيضيعان. هل تسجّل الخروج رغم ذلك؟', other: '{n} سجلات لم تُرسل بعد وستضيع. هل تسجّل الخروج رغم ذلك؟' },
  'account.you': 'أنت', 'account.look': 'المظهر', 'account.language': 'اللغة', 'account.colours': 'الألوان', 'colours.': 'كالجهاز', 'colours.light': 'فاتح', 'colours.dark': 'داكن',
  'password.change': 'تغيير كلمة المرور', 'password.current': 'كلمة المرور الحالية', 'password.new': 'كلمة المرور الجديدة', 'password.rule': '12 حرفًا على الأقل.', 'password.changed': 'تم التغيير. سجّل الدخول بكلمة المرور الجديدة.',
  'role.teacher': 'معلّم', 'role.form_master': 'مربّي صف', 'role.admin': 'مدير',

  // Problems
  'problem.offline': 'لا اتصال بالخادم. لم يضع شيء مما كتبته؛ أعد المحاولة.', 'problem.unauthenticated': 'انتهت جلستك.', 'problem.wrong-credentials': 'البريد الإلكتروني أو كلمة المرور غير صحيحة.',
  'problem.too-many-attempts': 'محاولات كثيرة. انتظر ربع ساعة.', 'problem.forbidden': 'هذا ليس من صلاحيتك.', 'problem.not-found': 'لا يوجد شيء هنا.',
  'problem.version-conflict': 'غيّر شخص آخر هذا في الأثناء. انظر ثانيةً ثم اضغط مرة أخرى لتنفيذه رغم ذلك.', 'problem.duplicate': 'هذا موجود من قبل.',
  'problem.already-taken': 'سبقك شخص آخر.', 'problem.body-too-large': 'هذا كبير جدًا.', 'problem.unavailable': 'الخادم مشغول. أعد المحاولة بعد لحظة.',
  'problem.outcome-unknown': 'انقطع الاتصال. تحقق من الحفظ قبل أن تعيد.', 'problem.timeout': 'استغرق ذلك وقتًا طويلًا؛ لم يتغير شيء.', 'problem.internal-error': 'حدث خطأ في الخادم، وهو مسجّل.',

  // Home
  'home.title': 'من يحتاجني', 'home.today': 'اليوم', 'home.alerts': 'تنبيهات عاجلة', 'home.cases': 'حالات قائمة', 'home.tasks': 'مهام متأخرة', 'home.reviews': 'مراجعات مستحقة', 'home.registers': 'سجلات ناقصة',
  'home.absence': 'غياب: {n} من {of} يومًا', 'home.handOvers': 'يُطلب منك أن تتولّى', 'home.emergencyReads': 'قُرئت ملاحظاتك المقيّدة في حالة طارئة', 'home.myAlerts': 'تنبيهاتي', 'home.myTasks': 'مهامي',
  'home.noAlerts': 'لا تنبيهات. حسنًا.', 'home.noCases': 'لا حالات.', 'home.noTasks': 'لا شيء للقيام به.', 'home.noReviews': 'لا مراجعات في الأيام السبعة القادمة.', 'home.noRegisters': 'أُخذت كل السجلات.', 'home.noClasses': 'لا حصص في هذا اليوم.',

  // Alerts
  'alerts.none': 'لا تنبيهات.', 'alert.level': 'الدرجة', 'alert.whose': 'لمن', 'alert.mine': 'لي', 'alert.claim': 'أتولّاه', 'alert.claimed': 'أصبح لك الآن.', 'alert.openCase': 'افتح حالة', 'alert.toCase': 'إلى الحالة',
  'alert.snooze': 'أجّله', 'alert.snoozeMeans': 'يعود في ذلك اليوم، أو قبله إذا ساء الأمر.', 'alert.restsUntil': 'مؤجّل حتى {day}', 'alert.snoozeReason': 'سبب التأجيل',
  'alert.close': 'أغلقه', 'alert.closedAs': 'أُغلق بوصفه', 'alert.closedOn': 'أُغلق في', 'alert.cleared': 'زال من نفسه', 'alert.says': 'ما الذي أُحصي', 'alert.rule': 'القاعدة', 'alert.raised': 'صدر في', 'alert.counted': 'العدد',
  'alert.cut': 'الحد', 'alert.ruleVersion': 'إصدار القاعدة', 'alert.assigned': 'مسند إلى', 'alert.claimedBy': 'تولّاه', 'alert.raise': 'أصدر تنبيهًا', 'alert.message': 'ماذا رأيت', 'alert.changed': 'غيّر شخص آخر هذا التنبيه.',
  'list.changed': 'تغيّرت القائمة.',
  'risk.critical': 'حرج', 'risk.high': 'مرتفع', 'risk.medium': 'متوسط', 'risk.low': 'منخفض',
  'alertStatus.active': 'جديد', 'alertStatus.under_review': 'قيد النظر', 'alertStatus.escalated': 'مرفوع للإدارة', 'alertStatus.resolved': 'حُلّ', 'alertStatus.dismissed': 'صُرف النظر عنه',
  'closeReason.handled': 'عولج', 'closeReason.already_known': 'معروف من قبل', 'closeReason.data_error': 'بيانات خاطئة', 'closeReason.not_a_concern': 'لا يدعو للقلق',
  'rule.absence_rate': 'نسبة الغياب', 'rule.early_pace': 'غياب في بداية السنة', 'rule.consecutive_absence': 'أيام غياب متتالية', 'rule.failing_subjects': 'مواد راسبة', 'rule.incident_days': 'أيام فيها حوادث',
  'rule.serious_incident': 'حوادث خطيرة', 'rule.manual': 'صدر يدويًا',
  'measure.absent_percent': 'غاب {n} من {of} يومًا دراسيًا', 'measure.absent_days': 'غاب {n} من أول {of} يومًا دراسيًا', 'measure.unexplained_run': 'غاب {n} أيام دراسية متتالية بلا عذر', 'measure.absent_run': 'غاب {n} أيام دراسية متتالية',
  'measure.near_subjects': 'قريب من حد النجاح في {n} من {of} مواد', 'measure.failing_subjects': 'تحت حد النجاح في {n} من {of} مواد', 'measure.failing_core_subjects': 'تحت حد النجاح في {n} مواد أساسية',
  'measure.past_failures': 'رسب في {n} مواد سابقًا', 'measure.incident_days': 'حوادث في {n} من آخر {window} يومًا دراسيًا', 'measure.incident_percent': 'حوادث في {n} من آخر {of} يومًا دراسيًا', 'measure.serious_incidents': 'حوادث خطيرة هذه السنة الدراسية: {n}',

  // Cases
  'case.title': 'الحالة {id}', 'case.edit': 'تعديل الحالة', 'case.facts': 'الوقائع', 'case.people': 'الأشخاص', 'case.owner': 'المسؤول عن الحالة', 'case.team': 'الفريق', 'case.teamNone': 'لا أحد غيره', 'case.teamMeans': 'يرى الفريق الحالة والطالب ويكتب ملاحظات.',
  'case.changeTeam': 'تغيير الفريق', 'case.opened': 'فُتحت في', 'case.absentBefore': 'الغياب قبلها', 'case.absentAfter': 'الغياب عند الإغلاق', 'case.escalatedOn': 'رُفعت في', 'case.alert': 'التنبيه الذي بدأت به', 'case.touched': 'آخر تعديل',
  'case.followUp': 'متابعة', 'case.review': 'مراجعة', 'case.voided': 'ملغاة', 'case.exists': 'توجد حالة عن هذا من قبل.', 'case.open': 'افتح حالة', 'case.concern': 'الموضوع', 'case.goalMeans': 'ما الذي ينبغي أن يتغير، وكيف ستعرف.',
  'case.reasonWhy': 'مطلوب لإعادة فتح حالة مغلقة.', 'case.changed': 'غيّر شخص آخر هذه الحالة.', 'case.changedMeanwhile': 'غيّر شخص آخر هذه الحالة أثناء تعديلك. نصّك محفوظ.', 'case.reload': 'اعرضها',
  'concern.attendance': 'الحضور', 'concern.behaviour': 'السلوك', 'concern.course_work': 'الدراسة', 'concern.wellbeing': 'الرفاه', 'concern.other': 'غير ذلك',
  'caseStatus.open': 'مفتوحة', 'caseStatus.in_progress': 'جارية', 'caseStatus.awaiting_parent': 'بانتظار ولي الأمر', 'caseStatus.escalated_to_admin': 'لدى الإدارة', 'caseStatus.closed': 'مغلقة',
  'progress.no_contact': 'لا تواصل بعد', 'progress.contacted': 'تم التواصل', 'progress.improving': 'يتحسن', 'progress.not_improving': 'لا يتحسن', 'progress.resolved': 'حُلّت',
  'field.status': 'الوضع', 'field.progress_status': 'التقدم', 'field.tier': 'المستوى', 'field.follow_up_date': 'المتابعة في', 'field.review_date': 'المراجعة في', 'field.goal': 'الهدف', 'field.strategies': 'ما نقوم به', 'field.outcome_notes': 'النتيجة',
  'field.resolution_notes': 'كيف حُلّت', 'field.reason': 'السبب', 'field.assigned_to': 'مسند إلى', 'field.title': 'العنوان', 'field.due_date': 'مستحق في', 'field.done_on': 'أُنجز في', 'field.concern': 'الموضوع',
  'tasks': 'المهام', 'tasks.none': 'لا مهام.', 'task.add': 'أضف مهمة', 'task.title': 'ما المطلوب', 'task.who': 'من', 'task.due': 'مستحقة في', 'task.done': 'أُنجزت', 'task.doneOn': 'أُنجزت في', 'task.noDate': 'بلا تاريخ', 'task.ended': 'أُنجزت.',
  'notes': 'الملاحظات والتواصل', 'notes.none': 'لم يُكتب شيء بعد.', 'note.body': 'ملاحظة جديدة', 'note.add': 'أضف الملاحظة', 'note.added': 'أُضيفت.', 'note.more': 'التواصل والتقدم ومن يقرؤها', 'note.kind': 'النوع', 'note.kind.note': 'ملاحظة', 'note.kind.contact': 'تواصل', 'note.kind.meeting': 'اجتماع',
  'note.outcome': 'النتيجة', 'note.outcome.reached': 'تم الوصول إليه', 'note.outcome.not_reached': 'لم يُوصل إليه', 'note.restrict': 'مقيّدة', 'note.restrictMeans': 'لا يقرؤها إلا أنت والمسؤول عن الحالة ومن تسمّيهم.', 'note.readers': 'يقرؤها أيضًا',
  'note.restricted': 'مقيّدة', 'note.isRestricted': 'هذه الملاحظة مقيّدة.', 'note.read': 'اقرأها', 'note.emergency': 'قراءة ملاحظة مقيّدة في حالة طارئة', 'note.emergencyMeans': 'تُسجَّل القراءة ويُبلَّغ المسؤول عن الحالة.',
  'note.on': 'متى', 'case.void': 'إلغاء الحالة', 'case.voidMeans': 'لحالة ما كان ينبغي أن تُفتح. تبقى مسجّلة.', 'handOver.all': 'تسليم حسب الصف', 'handOver.allMeans': 'تُعرض كل حالة قائمة على من يقود صف الطالب الآن.', 'handOver.askedFor': { zero: 'لم تُطلب أي حالة.', one: 'طُلب تسليم حالة واحدة.', two: 'طُلب تسليم حالتين.', few: 'طُلب تسليم {n} حالات.', many: 'طُلب تسليم {n} حالة.', other: 'طُلب تسليم {n} حالة.' },
  'history': 'التاريخ', 'history.show': 'من غيّر ماذا', 'history.none': 'لا تغييرات.',
  'handOver': 'تسليم', 'handOver.ask': 'اطلب التسليم', 'handOver.to': 'من يتولّاها', 'handOver.accept': 'أتولّاها', 'handOver.refuse': 'ليس أنا', 'handOver.refused': 'رُفض', 'handOver.asked': 'يُطلب منك أن تتولّى هذه الحالة.',

  // Conflicts and drafts
  'conflict.title': 'غيّر شخصان الشيء نفسه', 'conflict.by': 'حفظ {name} تغييرًا', 'conflict.somebody': 'حفظ شخص آخر تغييرًا', 'conflict.apart': 'غيّرتما حقولًا مختلفة: يمكن أن يبقى التغييران.',
  'conflict.asks': 'حيث غيّرتما الحقل نفسه، اختر ما يبقى.', 'conflict.merge': 'ادمج واحفظ', 'conflict.take': 'ادمج في النموذج', 'conflict.back': 'عودة إلى النموذج', 'conflict.compare': 'قارن', 'conflict.keep': 'أبقِ هذا',
  'conflict.base': 'قبل', 'conflict.theirs': 'لديهم', 'conflict.mine': 'لديّ', 'conflict.together': 'كلاهما بكلماتك', 'conflict.nothing': 'لم يبقَ ما يُغيَّر.',
  'conflict.kind.mine': 'غيّرته أنت', 'conflict.kind.theirs': 'غيّروه هم', 'conflict.kind.both': 'التغيير نفسه', 'conflict.kind.overlap': 'غيّرتماه كلاكما',
  'draft.restored': 'هذا ما كتبته من قبل، ولم يُحفظ بعد.', 'draft.discard': 'تجاهل',

  // Registers
  'registers.ofDay': 'حصص اليوم', 'registers.otherDay': 'يوم آخر', 'registers.kept': 'لا اتصال. حُفظت هذه القائمة على هذا الجهاز', 'register.taken': 'أُخذ', 'register.notTaken': 'لم يُؤخذ', 'register.waiting': 'ينتظر الاتصال',
  'register.save': 'احفظ السجل', 'register.saved': 'حُفظ السجل.', 'register.later': 'حُفظ على هذا الجهاز، ويُرسل عند عودة الاتصال.', 'register.sent': '{subject}، {classroom}: أُرسل السجل.',
  'register.notSent': '{subject}، {classroom}: تعذّر إرسال السجل.', 'register.offline': 'لا اتصال. يمكنك أخذ الحضور، ويُرسل لاحقًا.', 'register.changed': 'غيّر {name} هذا السجل.',
  'register.reason': 'لماذا يُصحَّح؟', 'register.reasonWhy': 'مطلوب بعد يوم السجل.', 'register.corrections': 'تصحيحات', 'register.was': 'كان', 'register.is': 'صار',
  'mark.present': 'حاضر', 'mark.late': 'متأخر', 'mark.absent': 'غائب', 'mark.excused': 'بعذر', 'mark.present.short': 'ح', 'mark.late.short': 'ت', 'mark.absent.short': 'غ', 'mark.excused.short': 'ع',

  // Students
  'students.none': 'لا طلاب.', 'student.search': 'الاسم', 'student.hidden': 'ليس من صلاحيتك', 'student.indicators': 'ما تقوله القواعد', 'student.asOf': 'في {day}', 'student.onDay': 'بتاريخ', 'student.cut': 'الحد {n}', 'student.version': 'إصدار القاعدة {n}',
  'student.access': 'من يرى هذا الطالب', 'student.accessMeans': 'كل من يستطيع، ولماذا.', 'student.record': 'كل ما هو مسجّل', 'student.recordMeans': 'لأسرة تطلب ذلك. يُسجَّل الطلب مع غرضه.',
  'state.none': 'لا شيء', 'state.watch': 'مراقبة', 'state.tier2': 'المستوى 2', 'state.tier3': 'المستوى 3', 'state.not_enough_data': 'بيانات غير كافية',
  'chart.title': 'الحضور حسب الأسبوع', 'chart.label': 'الحضور حسب الأسبوع مع التنبيهات والحالات والتواصل', 'chart.asTable': 'كجدول', 'chart.week': 'أسبوع', 'chart.absentDays': 'أيام الغياب', 'chart.unexplained': 'بلا عذر', 'chart.late': 'تأخر',
  'chart.attendance': 'حضور', 'chart.alerts': 'تنبيهات', 'chart.cases': 'حالات', 'chart.contacts': 'تواصل', 'chart.caseOpened': 'فُتحت حالة: {concern}', 'chart.of': '{n} من {of}',

  // The school
  'school.title': 'المدرسة اليوم', 'school.heat': 'أين تشتد الحاجة', 'school.heatMeans': 'الحالات القائمة حسب المستوى والتنبيهات والغياب في كل صف؛ كلما اشتد اللون زاد عدد طلابه مقارنةً بالصفوف الأخرى.', 'school.openAlerts': 'تنبيهات مفتوحة', 'school.absent': 'غياب',
  'school.escalatedCases': 'حالات لدى الإدارة', 'school.escalatedAlerts': 'تنبيهات مرفوعة', 'school.helped': 'هل أفاد؟', 'school.closed': 'حالات مغلقة', 'school.days': 'متوسط الأيام', 'school.before': 'الغياب قبل', 'school.after': 'الغياب بعد',
  'school.ageing': 'عمر الحالات القائمة', 'ageing.up_to_14_days': 'حتى 14 يومًا', 'ageing.up_to_28_days': 'حتى 28 يومًا', 'ageing.up_to_56_days': 'حتى 56 يومًا', 'ageing.longer': 'أطول', 'school.rules': 'ما آلت إليه التنبيهات',
  'rules.means': 'القياس الذي يبلغ حدًا يقع في نطاقه. انظر أثر حدود أخرى قبل حفظها؛ تسري من اليوم.', 'rule.change': 'تغيير', 'rule.simulate': 'من ستشمل؟', 'rule.save': 'احفظ هذه الحدود', 'rule.saved': 'حُفظت. تسري من اليوم.',
  'rule.band': 'النطاق', 'rule.measure': 'ما يُقاس', 'rule.cut': 'الحد', 'rule.window': 'المدة', 'rule.minimum': 'ابتداءً من', 'rule.now': 'الآن', 'rule.then': 'حينها', 'rule.wouldFlag': 'ستشمل {n} من {of} طالبًا', 'rule.byClassroom': 'حسب الصف', 'rule.difference': 'الفرق',
  'rule.raised': 'صدر', 'rule.open': 'مفتوح', 'rule.othersCuts': 'حفظ شخص آخر هذه الحدود',
  'band.watch': 'مراقبة', 'band.tier2': 'المستوى 2', 'band.tier3': 'المستوى 3', 'band.critical': 'حرج',
  'measures.absent_percent': '% من أيام الغياب', 'measures.absent_days': 'أيام غياب', 'measures.unexplained_run': 'أيام غياب متتالية بلا عذر', 'measures.absent_run': 'أيام غياب متتالية', 'measures.near_subjects': 'مواد قريبة من حد النجاح',
  'measures.failing_subjects': 'مواد راسبة', 'measures.failing_core_subjects': 'مواد أساسية راسبة', 'measures.past_failures': 'مواد رسب فيها سابقًا', 'measures.incident_days': 'أيام فيها حوادث', 'measures.incident_percent': '% من الأيام فيها حوادث', 'measures.serious_incidents': 'حوادث خطيرة',
  'users.none': 'لا أحد.', 'user.add': 'أضف شخصًا', 'user.search': 'الاسم أو البريد', 'user.disabled': 'معطّل', 'user.firstPassword': 'كلمة المرور الأولى', 'user.active': 'يمكنه الدخول', 'user.activeMeans': 'بدونه تنتهي كل الجلسات فورًا.',
  'import.upload': 'رفع ملف', 'import.kind': 'ما فيه', 'import.file': 'ملف CSV', 'import.fileMeans': 'لا يتغير شيء قبل أن ترى الخطة.', 'import.earlier': 'عمليات سابقة', 'imports.none': 'لا عمليات استيراد.', 'import.working': 'لحظة؛ هذه الصفحة تتابع.',
  'import.plan': 'الخطة', 'import.counts': 'ما تم', 'import.rows': { zero: 'لا صفوف', one: 'صف واحد', two: 'صفان', few: '{n} صفوف', many: '{n} صفًا', other: '{n} صف' }, 'import.all': 'الصفوف', 'import.new': 'جديد', 'import.changed': 'متغيّر', 'import.unchanged': 'بلا تغيير', 'import.missing': 'ناقص', 'import.refused': 'مرفوض', 'import.stopped': 'سيغيّر أكثر من المعتاد. انظر مرتين.',
  'import.confirm': 'نفّذ', 'import.confirmMany': 'نفّذ رغم ذلك', 'import.undo': 'تراجع', 'import.obstacles': 'لماذا لا يمكن التراجع', 'import.line': 'السطر', 'import.field': 'العمود',
  'importKind.students': 'الطلاب', 'importKind.enrolments': 'التسجيل في الصفوف', 'importKind.assignments': 'إسناد التدريس', 'importKind.calendar': 'التقويم', 'importKind.grades': 'الدرجات', 'importKind.incidents': 'الحوادث', 'importKind.attendance': 'الحضور', 'importKind.users': 'الموظفون',
  'importState.uploading': 'يُرفع', 'importState.uploaded': 'يُقرأ', 'importState.planned': 'مخطط', 'importState.confirmed': 'جارٍ', 'importState.applied': 'تم', 'importState.failed': 'فشل', 'importState.undo_requested': 'يُتراجع عنه', 'importState.undone': 'تم التراجع',
  'audit.none': 'لا شيء مسجّل.', 'audit.action': 'ماذا', 'audit.entity': 'السجل', 'audit.changes': 'التغييرات', 'audit.client': 'بحسب الصفحة',
  'action.INSERT': 'إضافة', 'action.UPDATE': 'تغيير', 'action.DELETE': 'حذف', 'action.RECORD_VIEWED': 'اطلاع', 'action.LOGIN': 'دخول', 'action.LOGOUT': 'خروج', 'action.DATA_EXPORTED': 'تصدير', 'action.EMERGENCY_READ': 'قراءة طارئة', 'action.PAGE_VIEWED': 'فتح صفحة', 'action.CASE_OPENED': 'فتح حالة', 'action.CASE_EDIT_STARTED': 'بدء تعديل', 'action.CASE_EDIT_ABANDONED': 'ترك تعديل', 'action.CONFLICT_SHOWN': 'عرض تعارض', 'action.CONFLICT_RESOLVED': 'حل تعارض', 'action.DRAFT_RESTORED': 'استعادة مسودة', 'action.EXPORT_REQUESTED': 'طلب تصدير', 'action.CLIENT_ERROR': 'خطأ في الصفحة',
  'entity.intervention_case': 'حالة', 'entity.case_note': 'ملاحظة', 'entity.case_task': 'مهمة', 'entity.alert': 'تنبيه', 'entity.student': 'طالب', 'entity.register': 'سجل حضور', 'entity.user_account': 'مستخدم', 'entity.indicator_rule': 'قاعدة',
  'export.title': 'تنزيل جدول', 'export.means': 'CSV لبرامج الجداول. لا تتضمن الملاحظات المقيّدة أبدًا.', 'export.kind': 'ماذا', 'exportKind.cases': 'الحالات', 'exportKind.alerts': 'التنبيهات', 'exportKind.attendance': 'الحضور', 'export.purposeMeans': 'يُسجَّل باسمك.', 'export.done': 'ملفك جاهز.',
};
