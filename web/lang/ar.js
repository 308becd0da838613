export default {
  '': {
    skip: 'انتقل إلى المحتوى', offline: 'لا يوجد اتصال. تُرسل سجلات الحضور لاحقًا، وتنتظر النصوص الأخرى هنا حتى تحفظها.',
    failed: 'تعذّر ذلك', again: 'أعد المحاولة', cancel: 'إلغاء', close: 'إغلاق', save: 'حفظ', saved: 'تم الحفظ.',
    edit: 'تعديل', look: 'عرض', more: 'عرض المزيد', all: 'الكل ({n})', any: 'الكل', ongoing: 'الجارية', search: 'بحث', name: 'الاسم',
    email: 'البريد الإلكتروني', role: 'الدور', status: 'الوضع', reason: 'السبب', day: 'اليوم', from: 'من تاريخ', to: 'إلى',
    until: 'حتى', since: 'منذ', who: 'الشخص', when: 'متى', student: 'الطالب', classroom: 'الصف', unchanged: 'كما كان',
    days: { one: 'يوم واحد', two: 'يومان', few: '{n} أيام', many: '{n} يومًا', other: '{n} يوم' },
    period: 'الحصة {n}', tier: 'المستوى {n}', signIn: 'تسجيل الدخول', password: 'كلمة المرور',
    signOut: 'تسجيل الخروج', send: 'إرسال', secondFactor: 'الخطوة الثانية', code: 'الرمز', tasks: 'المهام',
    notes: 'الملاحظات والتواصل', history: 'التاريخ', handOver: 'تسليم', yes: 'نعم', no: 'لا', next: 'التالي',
    sessions: 'أين سجّلت الدخول', factor: 'الخطوة الثانية عند تسجيل الدخول', staff: 'الموظفون',
  },
  nav: {
    label: 'الصفحات', '': 'الرئيسية', alerts: 'التنبيهات', cases: 'الحالات', students: 'الطلاب',
    registers: 'سجلات الحضور', rules: 'القواعد', users: 'الموظفون', imports: 'الاستيراد', audit: 'سجل المراجعة',
    exports: 'التصدير', account: 'حسابي', more: 'المزيد', retention: 'الحفظ',
  },
  failed: {
    offline: 'لا يوجد اتصال',
  },
  absent: {
    of: '{n} من {of} يومًا ({percent})',
  },
  signIn: {
    again: 'انتهت جلستك', kept: 'سجّل الدخول للمتابعة. ما كتبته ما زال هنا.',
  },
  signOut: {
    means: 'تسجيل الخروج يحذف ما حفظه هذا الجهاز: المسودات وقوائم الطلاب.',
    unsent: 'مما كتبته ما لم يُحفظ بعد ({n}) وسيضيع. هل تسجّل الخروج رغم ذلك؟',
  },
  account: {
    you: 'أنت', look: 'المظهر', language: 'اللغة', colours: 'الألوان',
  },
  colours: {
    '': 'كالجهاز', light: 'فاتح', dark: 'داكن',
  },
  secondFactor: {
    intro: 'رمز تطبيق المصادقة، أو رمز استرداد.',
  },
  password: {
    forgotten: 'هل نسيت كلمة المرور؟',
    mail: 'إذا كان هناك حساب بهذا البريد، يصلك رابط بالبريد. يعمل مرة واحدة خلال ساعة.', change: 'تغيير كلمة المرور',
    current: 'كلمة المرور الحالية', new: 'كلمة المرور الجديدة', rule: '12 حرفًا على الأقل.',
    changed: 'تم التغيير. سجّل الدخول بكلمة المرور الجديدة.',
  },
  problem: {
    'wrong-code': 'الرمز غير صحيح، أو استُعمل من قبل.',
    'challenge-over': 'استغرق هذا وقتًا طويلًا أو فشل مرات كثيرة. أغلق هذا وسجّل الدخول من جديد.',
    'second-factor-required': 'مدرستك تطلب خطوة ثانية عند تسجيل الدخول. أعدّها للمتابعة.',
    offline: 'لا اتصال بالخادم. لم يضع شيء مما كتبته؛ أعد المحاولة.', unauthenticated: 'انتهت جلستك.',
    'wrong-credentials': 'البريد الإلكتروني أو كلمة المرور غير صحيحة.',
    'too-many-attempts': 'محاولات كثيرة. انتظر قليلًا.', forbidden: 'هذا ليس من صلاحيتك.',
    'not-found': 'لا يوجد شيء هنا.',
    'version-conflict': 'غيّر شخص آخر هذا في الأثناء. انظر ثانيةً ثم اضغط مرة أخرى لتنفيذه رغم ذلك.',
    duplicate: 'هذا موجود من قبل.', 'already-taken': 'سبقك شخص آخر.', 'body-too-large': 'هذا كبير جدًا.',
    unavailable: 'الخادم مشغول. أعد المحاولة بعد لحظة.', 'outcome-unknown': 'انقطع الاتصال. تحقق من الحفظ قبل أن تعيد.',
    timeout: 'استغرق ذلك وقتًا طويلًا؛ لم يتغير شيء.', 'internal-error': 'حدث خطأ في الخادم، وهو مسجّل.',
  },
  refused: {
    '': 'لم يقبل الخادم هذا: {message}', reason: 'السبب مطلوب، ولا يكون قصيرًا.', follow_up_date: 'هذا اليوم قد مضى.',
    review_date: 'هذا اليوم قد مضى.', occurred_at: 'لم يحدث هذا بعد.', snoozed_until: 'اختر يومًا قادمًا خلال سنة.',
    date: 'لا حصص في هذا اليوم، أو لم يأتِ بعد.', marks: 'تغيّر طلاب الصف. أعد فتح السجل.',
    current_password: 'كلمة المرور الحالية خاطئة.', password: 'كلمة المرور خاطئة.',
    new_password: 'من 12 إلى 128 حرفًا، وليست كلمة شائعة.', code: 'الرمز خاطئ أو استُخدم من قبل.',
    token: 'هذا الرابط استُخدم أو انتهت مدته.', email: 'هذا ليس عنوان بريد إلكتروني.',
  },
  role: {
    teacher: 'معلّم', form_master: 'مربّي صف', admin: 'مدير',
  },
  home: {
    title: 'من يحتاجني', today: 'اليوم', alerts: 'تنبيهات عاجلة', cases: 'حالات قائمة', tasks: 'مهام متأخرة',
    reviews: 'مراجعات مستحقة', registers: 'سجلات ناقصة', absence: 'غياب: {n} من {of} يومًا',
    handOvers: 'يُطلب منك أن تتولّى', emergencyReads: 'قُرئت ملاحظاتك المقيّدة في حالة طارئة', myAlerts: 'تنبيهاتي',
    myTasks: 'مهامي', noAlerts: 'لا تنبيهات. حسنًا.', noCases: 'لا حالات.', noTasks: 'لا شيء للقيام به.',
    noReviews: 'لا مراجعات في الأيام السبعة القادمة.', noRegisters: 'أُخذت كل السجلات.',
    noClasses: 'لا حصص في هذا اليوم.',
  },
  alert: {
    level: 'الدرجة', whose: 'لمن', mine: 'لي', claim: 'أتولّاه', claimed: 'أصبح لك الآن.', openCase: 'افتح حالة',
    toCase: 'إلى الحالة', snooze: 'أجّله', snoozeMeans: 'يعود في ذلك اليوم، أو قبله إذا ساء الأمر.',
    restsUntil: 'مؤجّل حتى {day}', snoozeReason: 'سبب التأجيل', close: 'أغلقه', closedAs: 'أُغلق بوصفه',
    closedOn: 'أُغلق في', cleared: 'زال من نفسه', says: 'ما الذي أُحصي', rule: 'القاعدة', raised: 'صدر في',
    counted: 'العدد', cut: 'الحد', ruleVersion: 'إصدار القاعدة', claimedBy: 'تولّاه',
    raise: 'أصدر تنبيهًا', message: 'ماذا رأيت', changed: 'غيّر شخص آخر هذا التنبيه.',
  },
  none: {
    alerts: 'لا تنبيهات.', tasks: 'لا مهام.', notes: 'لم يُكتب شيء بعد.', students: 'لا طلاب.',
  },
  list: {
    changed: 'تغيّرت القائمة.',
  },
  risk: {
    critical: 'حرج', high: 'مرتفع', medium: 'متوسط', low: 'منخفض',
  },
  alertStatus: {
    active: 'جديد', under_review: 'قيد النظر', escalated: 'مرفوع للإدارة', resolved: 'حُلّ',
    dismissed: 'صُرف النظر عنه',
  },
  closeReason: {
    handled: 'عولج', already_known: 'معروف من قبل', data_error: 'بيانات خاطئة', not_a_concern: 'لا يدعو للقلق',
  },
  rule: {
    absence_rate: 'نسبة الغياب', early_pace: 'غياب في بداية السنة', consecutive_absence: 'أيام غياب متتالية',
    failing_subjects: 'مواد راسبة', incident_days: 'أيام فيها حوادث', serious_incident: 'حوادث خطيرة',
    manual: 'صدر يدويًا',
  },
  measure: {
    absent_percent: 'غاب {n} من {of} يومًا دراسيًا', absent_days: 'غاب {n} من أول {of} يومًا دراسيًا',
    unexplained_run: 'غاب {n} أيام دراسية متتالية بلا عذر', absent_run: 'غاب {n} أيام دراسية متتالية',
    near_subjects: 'قريب من حد النجاح في {n} من {of} مواد', failing_subjects: 'تحت حد النجاح في {n} من {of} مواد',
    failing_core_subjects: 'تحت حد النجاح في {n} مواد أساسية', past_failures: 'رسب في {n} مواد سابقًا',
    incident_days: 'حوادث في {n} من آخر {window} يومًا دراسيًا',
    incident_percent: 'حوادث في {n} من آخر {of} يومًا دراسيًا',
    serious_incidents: 'حوادث خطيرة هذه السنة الدراسية: {n}',
  },
  case: {
    title: 'الحالة {id}', edit: 'تعديل الحالة', facts: 'الوقائع', people: 'الأشخاص', owner: 'المسؤول عن الحالة',
    team: 'الفريق', teamNone: 'لا أحد غيره', teamMeans: 'يرى الفريق الحالة والطالب ويكتب ملاحظات.',
    changeTeam: 'تغيير الفريق', opened: 'فُتحت في', absentBefore: 'الغياب قبلها', absentAfter: 'الغياب عند الإغلاق',
    escalatedOn: 'رُفعت في', alert: 'التنبيه الذي بدأت به', touched: 'آخر تعديل', followUp: 'متابعة',
    review: 'مراجعة', voided: 'ملغاة', exists: 'توجد حالة عن هذا من قبل.',
    goalMeans: 'ما الذي ينبغي أن يتغير، وكيف ستعرف.', reasonWhy: 'مطلوب لإعادة فتح حالة مغلقة.',
    changed: 'غيّر شخص آخر هذه الحالة.', changedMeanwhile: 'غيّر شخص آخر هذه الحالة أثناء تعديلك. نصّك محفوظ.',
    reload: 'اعرضها', here: '{name} هنا منذ {time}',
  },
  concern: {
    attendance: 'الحضور', behaviour: 'السلوك', course_work: 'الدراسة', wellbeing: 'الرفاه', other: 'غير ذلك',
  },
  caseStatus: {
    open: 'مفتوحة', in_progress: 'جارية', awaiting_parent: 'بانتظار ولي الأمر', escalated_to_admin: 'لدى الإدارة',
    closed: 'مغلقة',
  },
  progress: {
    no_contact: 'لا تواصل بعد', contacted: 'تم التواصل', improving: 'يتحسن', not_improving: 'لا يتحسن',
    resolved: 'حُلّت',
  },
  field: {
    status: 'الوضع', progress_status: 'التقدم', tier: 'المستوى', follow_up_date: 'المتابعة في',
    review_date: 'المراجعة في', goal: 'الهدف', strategies: 'ما نقوم به', outcome_notes: 'النتيجة',
    resolution_notes: 'كيف حُلّت', reason: 'السبب', assigned_to: 'مسند إلى', title: 'العنوان', due_date: 'مستحق في',
    done_on: 'أُنجز في', concern: 'الموضوع',
  },
  task: {
    add: 'أضف مهمة', title: 'ما المطلوب', who: 'من', done: 'أُنجزت', doneOn: 'أُنجزت في', noDate: 'بلا تاريخ',
    ended: 'أُنجزت.', open: 'لم تُنجز',
  },
  note: {
    body: 'ملاحظة جديدة', add: 'أضف الملاحظة', added: 'أُضيفت.', more: 'التواصل والتقدم ومن يقرؤها', kind: 'النوع',
    'kind.note': 'ملاحظة', 'kind.contact': 'تواصل', 'kind.meeting': 'اجتماع',
    'outcome.reached': 'تم الوصول إليه', 'outcome.not_reached': 'لم يُوصل إليه',
    restrictMeans: 'لا يقرؤها إلا أنت والمسؤول عن الحالة ومن تسمّيهم.', readers: 'يقرؤها أيضًا', restricted: 'مقيّدة',
    isRestricted: 'هذه الملاحظة مقيّدة.', read: 'اقرأها',
  },
  handOver: {
    accept: 'أتولّاها', refuse: 'ليس أنا', refused: 'رُفض', asked: 'يُطلب منك أن تتولّى هذه الحالة.',
  },
  history: {
    show: 'من غيّر ماذا', none: 'لا تغييرات.',
  },
  conflict: {
    title: 'غيّر شخصان الشيء نفسه', by: 'حفظ {name} تغييرًا', somebody: 'حفظ شخص آخر تغييرًا',
    apart: 'غيّرتما حقولًا مختلفة: يمكن أن يبقى التغييران.', asks: 'حيث غيّرتما الحقل نفسه، اختر ما يبقى.',
    merge: 'ادمج واحفظ', take: 'ادمج في النموذج', back: 'عودة إلى النموذج', compare: 'قارن', keep: 'أبقِ هذا',
    base: 'قبل', theirs: 'لديهم', mine: 'لديّ', together: 'كلاهما بكلماتك',
    'kind.mine': 'غيّرته أنت', 'kind.theirs': 'غيّروه هم', 'kind.both': 'التغيير نفسه',
    'kind.overlap': 'غيّرتماه كلاكما',
    now: 'غيّر شخص آخر هذا في الأثناء. وهو الآن: {value}. اضغط مرة أخرى ليحلّ ما عندك محلّه.',
  },
  draft: {
    lost: 'هذا الجهاز لا يحتفظ بشيء: احفظ قبل أن تغادر.', leftOver: 'كتبت هذا حين كانت الحالة لديك. انسخ ما لا يزال مطلوبًا.',
    restored: 'هذا ما كتبته من قبل، ولم يُحفظ بعد.', discard: 'تجاهل',
  },
  registers: {
    ofDay: 'حصص اليوم', otherDay: 'يوم آخر', kept: 'لا اتصال. حُفظت هذه القائمة على هذا الجهاز',
  },
  register: {
    taken: 'أُخذ', notTaken: 'لم يُؤخذ', outbox: 'ينتظر الاتصال', register: 'لم يُحفظ بعد', save: 'احفظ السجل', saved: 'حُفظ السجل.',
    later: 'حُفظ على هذا الجهاز، ويُرسل عند عودة الاتصال.', sent: '{subject}، {classroom}: أُرسل السجل.',
    notSent: '{subject}، {classroom}: تعذّر إرسال السجل.', offline: 'لا اتصال. يمكنك أخذ الحضور، ويُرسل لاحقًا.',
    changed: 'غيّر {name} هذا السجل.', reason: 'لماذا يُصحَّح؟', reasonWhy: 'مطلوب بعد يوم السجل.',
    corrections: 'تصحيحات', was: 'كان', is: 'صار', readOnly: 'لا يأخذ الحضور إلا معلّم الحصة.',
  },
  mark: {
    present: 'حاضر', late: 'متأخر', absent: 'غائب', excused: 'بعذر',
  },
  short: {
    present: 'ح', late: 'ت', absent: 'غ', excused: 'ع',
  },
  student: {
    hidden: 'ليس من صلاحيتك', indicators: 'ما تقوله القواعد', asOf: 'في {day}', onDay: 'بتاريخ',
    cut: 'الحد {n}', version: 'إصدار القاعدة {n}', access: 'من يرى هذا الطالب', accessMeans: 'كل من يستطيع، ولماذا.',
  },
  state: {
    none: 'لا شيء', watch: 'مراقبة', tier2: 'المستوى 2', tier3: 'المستوى 3', not_enough_data: 'بيانات غير كافية',
  },
  chart: {
    title: 'الحضور حسب الأسبوع', label: 'الحضور حسب الأسبوع مع التنبيهات والحالات والتواصل', asTable: 'كجدول',
    week: 'أسبوع', absentDays: 'أيام الغياب', unexplained: 'بلا عذر', attendance: 'حضور', contacts: 'تواصل',
    caseOpened: 'فُتحت حالة: {concern}', of: '{n} من {of}',
  },
  action: {
    INSERT: 'إضافة', UPDATE: 'تغيير', DELETE: 'حذف', RECORD_VIEWED: 'اطلاع', VERSION_CONFLICT: 'رُفض، سبقه شخص آخر',
    EMERGENCY_READ: 'قراءة طارئة',
  },
  session: {
    count: { one: 'أنت مسجّل الدخول على جهاز واحد.', two: 'أنت مسجّل الدخول على جهازين.', few: 'أنت مسجّل الدخول على {n} أجهزة.', other: 'أنت مسجّل الدخول على {n} جهازًا.' },
    this: 'هذا الجهاز', last: 'آخر استعمال', end: 'أنهِها', endOthers: 'أنهِ كل ما عداها',
    ended: 'أُنهيت، ويسري ذلك فورًا.',
  },
  factor: {
    means: 'إلى جانب كلمة المرور رمز من تطبيق على هاتفك: من عرف كلمة مرورك لا يدخل بها وحدها.', none: 'غير معدّة.',
    set: 'إعداد الخطوة الثانية', since: 'سارية منذ', left: 'رموز الاسترداد الباقية', remove: 'إزالة الخطوة الثانية',
    removeMeans: 'عندها تكفي كلمة المرور وحدها. وتنتهي كل جلساتك.', removed: 'أُزيلت. سجّل الدخول من جديد.',
    askPassword: 'تحتاج إلى تطبيق مصادقة على هاتفك.',
    teach: 'أعطِ هذا المفتاح لتطبيق المصادقة، فيعرض رموزًا من ستة أرقام.', open: 'افتح في التطبيق على هذا الجهاز',
    type: 'أو اكتبه هناك:', codeMeans: 'ما يعرضه التطبيق الآن.', confirm: 'تأكيد', recovery: 'رموز الاسترداد',
    recoveryMeans: 'إذا ضاع هاتفك فكل رمز منها يُدخلك مرة واحدة. تُعرض الآن فقط؛ احفظها مع أوراقك المهمة.',
    save: 'احفظها في ملف', kept: 'حفظتُها', done: 'تم', inForce: 'الخطوة الثانية سارية. انتهت الجلسات الأخرى كلها.',
    notHere: 'هذا الخادم غير معدّ لذلك. اسأل من يشغّله.',
  },
  staff: {
    search: 'ابحث بالاسم',
  },
  access: {
    admin: 'مدير في المدرسة', leads: 'مربّي الصف {name}', teaches: 'يدرّس {name} في الصف',
    works: 'يعمل على تنبيه أو حالة',
  },
};
