export default {
  '': {
    purpose: 'الغرض', download: 'تنزيل',
  },
  case: {
    void: 'إلغاء الحالة', voidMeans: 'لحالة ما كان ينبغي أن تُفتح. تبقى مسجّلة.',
  },
  student: {
    record: 'كل ما هو مسجّل', recordMeans: 'لأسرة تطلب ذلك. يُسجَّل الطلب مع غرضه.',
  },
  handOver: {
    all: 'تسليم حسب الصف', allMeans: 'تُعرض كل حالة قائمة على من يقود صف الطالب الآن.',
    askedFor: { zero: 'لم تُطلب أي حالة.', one: 'طُلب تسليم حالة واحدة.', two: 'طُلب تسليم حالتين.', few: 'طُلب تسليم {n} حالات.', many: 'طُلب تسليم {n} حالة.', other: 'طُلب تسليم {n} حالة.' },
    leftOut: { zero: '', one: 'حالة واحدة لا يقود صفها أحد.', two: 'حالتان لا يقود صفهما أحد.', few: '{n} حالات لا يقود صفوفها أحد.', many: '{n} حالة لا يقود صفوفها أحد.', other: '{n} حالة لا يقود صفوفها أحد.' },
    ask: 'اطلب التسليم', to: 'من يتولّاها',
  },
  note: {
    notYours: 'ملاحظات مقيّدة ليست لك', emergency: 'اقرأها لطارئ',
    emergencyMeans: 'يُسجَّل السبب ويُبلَّغ المسؤول عن الحالة. إن لم يكن طارئًا فاسأله.',
  },
  school: {
    title: 'المدرسة اليوم', heat: 'أين تشتد الحاجة',
    heatMeans: 'الحالات القائمة حسب المستوى والتنبيهات والغياب في كل صف؛ كلما اشتد اللون زاد عدد طلابه مقارنةً بالصفوف الأخرى.',
    openAlerts: 'تنبيهات مفتوحة', escalatedCases: 'حالات لدى الإدارة', ownerless: 'حالات بلا مسؤول', escalatedAlerts: 'تنبيهات مرفوعة',
    helped: 'هل أفاد؟', closed: 'حالات مغلقة', days: 'متوسط الأيام', before: 'الغياب قبل', after: 'الغياب بعد',
    ageing: 'عمر الحالات القائمة', rules: 'ما آلت إليه التنبيهات',
  },
  ageing: {
    up_to_14_days: 'حتى 14 يومًا', up_to_28_days: 'حتى 28 يومًا', up_to_56_days: 'حتى 56 يومًا', longer: 'أطول',
  },
  rules: {
    means: 'القياس الذي يبلغ حدًا يقع في نطاقه. انظر أثر حدود أخرى قبل حفظها؛ تسري من اليوم.',
  },
  rule: {
    change: 'تغيير', simulate: 'من ستشمل؟', save: 'احفظ هذه الحدود', saved: 'حُفظت. تسري من اليوم.', band: 'النطاق',
    measure: 'ما يُقاس', cut: 'الحد', window: 'المدة', minimum: 'ابتداءً من', now: 'الآن', then: 'حينها',
    wouldFlag: 'ستشمل {n} من {of} طالبًا', byClassroom: 'حسب الصف', difference: 'الفرق', raised: 'صدر', open: 'مفتوح',
  },
  measures: {
    absent_percent: '% من أيام الغياب', absent_days: 'أيام غياب', unexplained_run: 'أيام غياب متتالية بلا عذر',
    absent_run: 'أيام غياب متتالية', near_subjects: 'مواد قريبة من حد النجاح', failing_subjects: 'مواد راسبة',
    failing_core_subjects: 'مواد أساسية راسبة', past_failures: 'مواد رسب فيها سابقًا', incident_days: 'أيام فيها حوادث',
    incident_percent: '% من الأيام فيها حوادث', serious_incidents: 'حوادث خطيرة',
  },
  users: {
    none: 'لا أحد.',
  },
  user: {
    add: 'أضف شخصًا', search: 'الاسم أو البريد', disabled: 'معطّل', firstPassword: 'كلمة المرور الأولى',
    active: 'يمكنه الدخول', activeMeans: 'بدونه تنتهي كل الجلسات فورًا.',
  },
  import: {
    ignored: 'أعمدة لم تُقرأ:',
    upload: 'رفع ملف', kind: 'ما فيه', file: 'ملف CSV', fileMeans: 'لا يتغير شيء قبل أن ترى الخطة.',
    earlier: 'عمليات سابقة', working: 'لحظة؛ هذه الصفحة تتابع.', plan: 'الخطة', counts: 'ما تم',
    rows: { zero: 'لا صفوف', one: 'صف واحد', two: 'صفان', few: '{n} صفوف', many: '{n} صفًا', other: '{n} صف' },
    all: 'الصفوف', new: 'جديد', changed: 'متغيّر', unchanged: 'بلا تغيير', missing: 'ناقص', refused: 'مرفوض',
    stopped: 'سيغيّر أكثر من المعتاد. انظر مرتين.', confirm: 'نفّذ', confirmMany: 'نفّذ رغم ذلك', undo: 'تراجع',
    obstacles: 'لماذا لا يمكن التراجع', line: 'السطر', field: 'العمود',
  },
  imports: {
    none: 'لا عمليات استيراد.',
  },
  importKind: {
    students: 'الطلاب', enrolments: 'التسجيل في الصفوف', assignments: 'إسناد التدريس', lessons: 'جدول الحصص', calendar: 'التقويم',
    grades: 'الدرجات', incidents: 'الحوادث', attendance: 'الحضور', users: 'الموظفون',
  },
  importState: {
    uploading: 'يُرفع', uploaded: 'يُقرأ', planned: 'مخطط', confirmed: 'جارٍ', applied: 'تم', failed: 'فشل',
    undo_requested: 'يُتراجع عنه', undone: 'تم التراجع',
  },
  audit: {
    none: 'لا شيء مسجّل.', action: 'ماذا', entity: 'السجل', changes: 'التغييرات', client: 'بحسب الصفحة',
    export: 'تصدير',
  },
  action: {
    LOGIN: 'دخول', LOGOUT: 'خروج', DATA_EXPORTED: 'تصدير', PAGE_VIEWED: 'فتح صفحة', CASE_OPENED: 'فتح حالة',
    CASE_EDIT_STARTED: 'بدء تعديل', CASE_EDIT_ABANDONED: 'ترك تعديل', CONFLICT_SHOWN: 'عرض تعارض',
    CONFLICT_RESOLVED: 'حل تعارض', DRAFT_RESTORED: 'استعادة مسودة', EXPORT_REQUESTED: 'طلب تصدير',
    CLIENT_ERROR: 'خطأ في الصفحة', SESSION_ENDED: 'أُنهيت جلسة',
  },
  entity: {
    intervention_case: 'حالة', case_note: 'ملاحظة', case_task: 'مهمة', alert: 'تنبيه', student: 'طالب',
    register: 'سجل حضور', user_account: 'مستخدم', indicator_rule: 'قاعدة',
  },
  export: {
    title: 'تنزيل جدول', means: 'CSV لبرامج الجداول. لا تتضمن الملاحظات المقيّدة أبدًا.', kind: 'ماذا',
    purposeMeans: 'يُسجَّل باسمك.', done: 'ملفك جاهز.',
  },
  exportKind: {
    cases: 'الحالات', alerts: 'التنبيهات', attendance: 'الحضور', audit: 'سجل المراجعة',
  },
  retention: {
    plan: 'ماذا يُحذف ومتى', means: 'مرة كل يوم، ليلًا، يُحذف ما انقضى وقته. مدة الحفظ تُقرَّر لكل مدارس هذا الخادم.',
    keep: 'مدة الحفظ {time}', goes: '{n} تُحذف في المرة القادمة', held: '{n} محتجز', next: 'التالي في {day}', holds: 'الاحتجاز',
    holdsMean: 'تُبقي السجل بعد وقته، كما لمحكمة. يضعها ويرفعها من يشغّل الخادم.', noHolds: 'لا احتجاز.',
    school: 'المدرسة كلها', audit_event: 'سجل المراجعة', client_event: 'ما أبلغت به الصفحات', session: 'جلسات انتهت',
    closed_case: 'الحالات المغلقة وملاحظاتها', kept_reply: 'ردود محفوظة لطلبات مكررة', import_file: 'الملفات المرفوعة',
    case_presence: 'من كان يفتح حالة',
  },
};
