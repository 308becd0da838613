export default {
  '': {
    purpose: 'Ujeeddo', download: 'Soo deji',
  },
  case: {
    void: 'Buri kiiska', voidMeans: 'Kiis aan waligiis la furi lahayn. Diiwaanka wuu ku sii jiraa.',
  },
  student: {
    record: 'Wax kasta oo diiwaan ku jira',
    recordMeans: 'Qoyska weydiista. Codsiga waxaa lala diiwaangeliyaa ujeeddadiisa.',
  },
  handOver: {
    all: 'Ku wareeji fasalkiiba',
    allMeans: 'Kiis kasta oo socda waxaa loo soo bandhigayaa qofka hadda hoggaamiya fasalka ardayga.',
    askedFor: { one: '{n} kiis ayaa la codsaday.', other: '{n} kiis ayaa la codsaday.' },
    leftOut: { one: '{n} kiis fasalkiisa cidna ma hoggaamiso.', other: '{n} kiis fasalladooda cidna ma hoggaamiso.' }, ask: 'Codso wareejin',
    to: 'Yaa la wareegaya',
  },
  note: {
    notYours: 'Qoraallo xaddidan oo aadan akhrin karin', emergency: 'Akhri xaalad degdeg ah',
    emergencyMeans: 'Sababtaada waa la diiwaangelinayaa, cidda kiiska waddana waa loo sheegayaa. Haddaan degdeg jirin iyaga weydii.',
  },
  school: {
    title: 'Dugsiga maanta', heat: 'Halka ugu daran',
    heatMeans: 'Kiisaska socda heerkiiba, digniinaha furan iyo maqnaanshaha fasal kasta; midabka ugu xooggan waa arday badan marka loo eego fasallada kale.',
    openAlerts: 'Digniino furan', escalatedCases: 'Kiisas maamulaha jooga', ownerless: 'Kiisas aan cidna hayn', escalatedAlerts: 'Digniino la gudbiyay',
    helped: 'Ma caawisay?', closed: 'Kiisas la xiray', days: 'Celceliska maalmaha', before: 'Maqan ka hor',
    after: 'Maqan kaddib', ageing: 'Da’da kiisaska socda', rules: 'Waxa digniinuhu noqdeen',
  },
  ageing: {
    up_to_14_days: 'Ilaa 14 maalmood', up_to_28_days: 'Ilaa 28 maalmood', up_to_56_days: 'Ilaa 56 maalmood',
    longer: 'Ka badan',
  },
  rules: {
    means: 'Cabbirka gaara xad waxa uu ku jiraa heerkaas. Eeg waxa xadad kale keenayaan ka hor intaadan kaydin; maanta ayay ka bilaabmaan.',
  },
  rule: {
    change: 'Beddel', simulate: 'Yuu ku dhacayaa?', save: 'Kaydi xadadkan',
    saved: 'Waa la kaydiyay. Maanta ayay ka bilaabmaan.', band: 'Heer', measure: 'Waxa la cabbirayo', cut: 'Xad',
    window: 'Muddo', minimum: 'Laga bilaabo', now: 'Hadda', then: 'Markaas',
    wouldFlag: '{n} ka mid ah {of} arday ayaa la calaamadin lahaa', byClassroom: 'Fasalkiiba', difference: 'Farqi',
    raised: 'La kiciyay', open: 'Furan',
  },
  measures: {
    absent_percent: '% maalmaha maqan', absent_days: 'maalmo maqan',
    unexplained_run: 'maalmo isku xiga oo maqan, sabab la’aan', absent_run: 'maalmo isku xiga oo maqan',
    near_subjects: 'maaddooyin u dhow xadka gudbidda', failing_subjects: 'maaddooyin lagu dhacay',
    failing_core_subjects: 'maaddooyin asaasi ah oo lagu dhacay', past_failures: 'maaddooyin hore loogu dhacay',
    incident_days: 'maalmo dhacdo leh', incident_percent: '% maalmaha dhacdo leh',
    serious_incidents: 'dhacdooyin culus',
  },
  users: {
    none: 'Qofna.',
  },
  user: {
    add: 'Ku dar qof', search: 'Magac ama iimayl', disabled: 'La xannibay', firstPassword: 'Furaha koowaad',
    active: 'Wuu geli karaa', activeMeans: 'La’aanteed fadhiyada oo dhan isla markiiba way dhammaadaan.',
  },
  import: {
    ignored: 'Tiirarka aan la akhriyin:',
    upload: 'Soo geli fayl', kind: 'Waxa ku jira', file: 'Fayl CSV ah',
    fileMeans: 'Waxba lama beddelo ka hor intaadan arkin qorshaha.', earlier: 'Kuwii hore',
    working: 'Daqiiqad; boggani wuu raacayaa.', plan: 'Qorshaha', counts: 'Waxa la qabtay',
    rows: { one: '{n} saf', other: '{n} saf' }, all: 'Safaf', new: 'Cusub', changed: 'La beddelay',
    unchanged: 'Aan isbeddelin', missing: 'Maqan', refused: 'La diiday',
    stopped: 'Wax ka badan intii caadiga ahayd ayay beddeli lahayd. Laba jeer eeg.', confirm: 'Samee',
    confirmMany: 'Samee si kastaba', undo: 'Dib u celi', obstacles: 'Sababta aan dib loogu celin karin', line: 'Sadar',
    field: 'Tiir',
  },
  imports: {
    none: 'Soo dejin ma jirto.',
  },
  importKind: {
    students: 'Arday', enrolments: 'Diiwaangelin', assignments: 'Qoondaynta casharrada', lessons: 'Jadwalka casharrada', calendar: 'Jadwalka sanadka',
    grades: 'Dhibco', incidents: 'Dhacdooyin', attendance: 'Imaansho', users: 'Shaqaale',
  },
  importState: {
    uploading: 'Waa la soo gelinayaa', uploaded: 'Waa la akhrinayaa', planned: 'La qorsheeyay', confirmed: 'Socda',
    applied: 'La qabtay', failed: 'Fashilmay', undo_requested: 'Dib baa loo celinayaa', undone: 'Dib loo celiyay',
  },
  audit: {
    none: 'Waxba kuma jiraan diiwaanka.', action: 'Maxay', entity: 'Diiwaan', changes: 'Isbeddello',
    client: 'bogga ayaa sheegay', export: 'Dhoofi',
  },
  action: {
    LOGIN: 'Galay', LOGOUT: 'Ka baxay', DATA_EXPORTED: 'La dhoofiyay', PAGE_VIEWED: 'Bog la furay',
    CASE_OPENED: 'Kiis la furay', CASE_EDIT_STARTED: 'Wax-ka-beddel la bilaabay',
    CASE_EDIT_ABANDONED: 'Wax-ka-beddel laga tagay', CONFLICT_SHOWN: 'Isku dhac la tusay',
    CONFLICT_RESOLVED: 'Isku dhac la xalliyay', DRAFT_RESTORED: 'Qabyo-qoraal la soo celiyay',
    EXPORT_REQUESTED: 'Dhoofin la codsaday', CLIENT_ERROR: 'Khalad bogga', SESSION_ENDED: 'Fadhi la joojiyay',
  },
  entity: {
    intervention_case: 'Kiis', case_note: 'Qoraal', case_task: 'Hawl', alert: 'Digniin', student: 'Arday',
    register: 'Xaadirin', user_account: 'Isticmaale', indicator_rule: 'Xeer',
  },
  export: {
    title: 'Soo deji shax', means: 'CSV, barnaamijyada shaxda. Qoraallada xaddidan kuma jiraan weligeed.',
    kind: 'Maxay', purposeMeans: 'Magacaaga ayaa lagu diiwaangelinayaa.', done: 'Faylkaagu waa diyaar.',
  },
  exportKind: {
    cases: 'Kiisas', alerts: 'Digniino', attendance: 'Imaansho', audit: 'Diiwaanka',
  },
  retention: {
    plan: 'Maxaa goorma baxa',
    means: 'Maalin kasta hal mar, habeenkii, waxa waqtigoodu dhaafay waa la tirtiraa. Muddada waxaa loo go’aamiyaa dhammaan iskuullada serferkan.',
    keep: 'la hayo {time}', goes: '{n} ayaa tirtirista xigta raacaya', held: '{n} la xajiyay', next: 'kan xiga {day}',
    holds: 'Xajin',
    holdsMean: 'Waxay diiwaan hayaan waqtigiisa kaddib, sida maxkamad. Cidda serferka maamusha ayaa dhigta oo sii daysa.',
    noHolds: 'Xajin ma jirto.', school: 'Iskuulka oo dhan', audit_event: 'Diiwaanka',
    client_event: 'Waxa boggagu soo sheegeen', session: 'Fadhiyada dhammaaday',
    closed_case: 'Kiisaska xirmay iyo qoraalladooda', kept_reply: 'Jawaabaha codsiyada soo noqda',
    import_file: 'Faylasha la soo geliyay', case_presence: 'Cidda kiis furnayd',
  },
};
