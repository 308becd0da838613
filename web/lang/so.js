export default {
  // The frame
  'skip': 'U gudub nuxurka', 'nav.label': 'Bogagga', 'nav.': 'Hoy', 'nav.alerts': 'Digniino', 'nav.cases': 'Kiisas', 'nav.students': 'Arday',
  'nav.registers': 'Xaadirin', 'nav.rules': 'Xeerar', 'nav.users': 'Shaqaale', 'nav.imports': 'Soo dejin', 'nav.audit': 'Diiwaanka', 'nav.exports': 'Dhoofin',
  'nav.account': 'Akoonkayga', 'nav.more': 'Wax kale', 'offline': 'Xiriir ma jiro. Waxa aad qabato waxay ku kaydsan yihiin qalabkan, dibna waa loo diri doonaa.',
  'failed': 'Taasi ma suurtagelin', 'failed.offline': 'Xiriir ma jiro', 'again': 'Isku day mar kale',
  'cancel': 'Jooji', 'close': 'Xir', 'save': 'Kaydi', 'saved': 'Waa la kaydiyay.', 'edit': 'Wax ka beddel', 'look': 'Eeg', 'more': 'Tus wax dheeraad ah', 'all': 'Dhammaan {n}', 'any': 'Dhammaan', 'search': 'Raadi',
  'name': 'Magac', 'email': 'Iimayl', 'role': 'Doorka', 'status': 'Xaalad', 'reason': 'Sabab', 'purpose': 'Ujeeddo', 'day': 'Maalin', 'from': 'Laga bilaabo', 'to': 'Ilaa', 'until': 'Ilaa',
  'since': 'tan iyo', 'who': 'Kuma', 'when': 'Goorma', 'student': 'Arday', 'classroom': 'Fasal', 'download': 'Soo deji', 'unchanged': 'Sidii hore',
  'number': '{n}', 'days': { one: '{n} maalin', other: '{n} maalmood' }, 'period': 'Xiisadda {n}', 'tier': 'Heerka {n}', 'absent.of': '{n} ka mid ah {of} maalmood ({percent})',

  // Signing in and out
  'signIn': 'Gal', 'password': 'Furaha sirta', 'signIn.again': 'Fadhigaagii wuu dhammaaday', 'signIn.kept': 'Gal si aad u sii wadato. Wixii aad qortay weli way joogaan.',
  'signOut': 'Ka bax', 'signOut.means': 'Ka bixiddu waxay tirtirtaa waxa qalabkan ku kaydsan: qabyo-qoraallo iyo liisaska ardayda.',
  'signOut.unsent': { one: '{n} xaadirin weli lama dirin wayna lumi doontaa. Ma ka baxaysaa?', other: '{n} xaadirin weli lama dirin wayna lumi doonaan. Ma ka baxaysaa?' },
  'account.you': 'Adiga', 'account.look': 'Muuqaalka', 'account.language': 'Luqad', 'account.colours': 'Midabyo', 'colours.': 'Sida qalabka', 'colours.light': 'Iftiin', 'colours.dark': 'Mugdi',
  'password.change': 'Beddel furaha sirta', 'password.current': 'Furaha hadda', 'password.new': 'Furaha cusub', 'password.rule': 'Ugu yaraan 12 xaraf.', 'password.changed': 'Waa la beddelay. Ku gal furaha cusub.',
  'role.teacher': 'Macallin', 'role.form_master': 'Macallinka fasalka', 'role.admin': 'Maamule',

  // Problems
  'problem.offline': 'Lama xiriiri karo serferka. Wax aad qortay ma lumin; isku day mar kale.', 'problem.unauthenticated': 'Fadhigaagii wuu dhammaaday.', 'problem.wrong-credentials': 'Iimaylka ama furaha sirta waa khalad.',
  'problem.too-many-attempts': 'Isku dayo badan. Sug rubuc saac.', 'problem.forbidden': 'Tani adiga kuuma furna.', 'problem.not-found': 'Halkan waxba ma yaallaan.',
  'problem.version-conflict': 'Qof kale ayaa tan beddelay intaas. Mar kale eeg, dabadeed riix mar kale si aad u samayso.', 'problem.duplicate': 'Mid hore ayaa jirta.',
  'problem.already-taken': 'Qof kale ayaa kaa dheereeyay.', 'problem.body-too-large': 'Taasi aad bay u weyn tahay.', 'problem.unavailable': 'Serferku waa mashquul. Isku day daqiiqad kaddib.',
  'problem.outcome-unknown': 'Xiriirku wuu go’ay. Hubi in la kaydiyay ka hor intaadan ku celin.', 'problem.timeout': 'Waqti badan ayay qaadatay; waxba lama beddelin.', 'problem.internal-error': 'Serferka ayaa khalad la kulmay; waa la diiwaangeliyay.',

  // Home
  'home.title': 'Yaa ii baahan', 'home.today': 'Maanta', 'home.alerts': 'Digniino degdeg ah', 'home.cases': 'Kiisas socda', 'home.tasks': 'Hawlo dib u dhacay', 'home.reviews': 'Dib-u-eegis', 'home.registers': 'Xaadirin maqan',
  'home.absence': 'maqnaansho: {n} ka mid ah {of} maalmood', 'home.handOvers': 'Waxaa lagaa codsaday inaad la wareegto', 'home.emergencyReads': 'Qoraalladaada xaddidan ayaa xaalad degdeg ah lagu akhriyay', 'home.myAlerts': 'Digniinahayga', 'home.myTasks': 'Hawlahayga',
  'home.noAlerts': 'Digniin ma jirto. Waa fiican.', 'home.noCases': 'Kiis ma jiro.', 'home.noTasks': 'Wax la qabto ma jiraan.', 'home.noReviews': 'Dib-u-eegis ma jirto 7da maalmood ee soo socda.', 'home.noRegisters': 'Dhammaan xaadirinta waa la qaaday.', 'home.noClasses': 'Maalintan xiisad ma jirto.',

  // Alerts
  'alerts.none': 'Digniin ma jirto.', 'alert.level': 'Heer', 'alert.whose': 'Kuma', 'alert.mine': 'Kuwayga', 'alert.claim': 'Anigaa qaadanaya', 'alert.claimed': 'Hadda adigaa leh.', 'alert.openCase': 'Fur kiis', 'alert.toCase': 'U gudub kiiska',
  'alert.snooze': 'Dib u dhig', 'alert.snoozeMeans': 'Maalintaas ayay soo noqotaa, ama ka hor haddii ay ka sii darto.', 'alert.restsUntil': 'dib loo dhigay ilaa {day}', 'alert.snoozeReason': 'Sababta dib loogu dhigay',
  'alert.close': 'Xir', 'alert.closedAs': 'Loo xiray', 'alert.closedOn': 'La xiray', 'alert.cleared': 'Iskeed bay u dhammaatay', 'alert.says': 'Waxa la tiriyay', 'alert.rule': 'Xeer', 'alert.raised': 'La kiciyay', 'alert.counted': 'Tiro',
  'alert.cut': 'Xad', 'alert.ruleVersion': 'Nooca xeerka', 'alert.assigned': 'Loo xilsaaray', 'alert.claimedBy': 'Qaatay', 'alert.raise': 'Kici digniin', 'alert.message': 'Waxa aad aragtay', 'alert.changed': 'Qof kale ayaa digniintan beddelay.',
  'list.changed': 'Liisku wuu isbeddelay.',
  'risk.critical': 'Halis', 'risk.high': 'Sare', 'risk.medium': 'Dhexe', 'risk.low': 'Hoose',
  'alertStatus.active': 'Cusub', 'alertStatus.under_review': 'La eegayo', 'alertStatus.escalated': 'Loo gudbiyay', 'alertStatus.resolved': 'La xalliyay', 'alertStatus.dismissed': 'La iska dhaafay',
  'closeReason.handled': 'La maareeyay', 'closeReason.already_known': 'Hore loo ogaa', 'closeReason.data_error': 'Xog khaldan', 'closeReason.not_a_concern': 'Walaac ma leh',
  'rule.absence_rate': 'Heerka maqnaanshaha', 'rule.early_pace': 'Maqnaanshaha bilowga sanadka', 'rule.consecutive_absence': 'Maalmo isku xiga oo maqan', 'rule.failing_subjects': 'Maaddooyin lagu dhacay', 'rule.incident_days': 'Maalmo dhacdo leh',
  'rule.serious_incident': 'Dhacdooyin culus', 'rule.manual': 'Gacanta lagu kiciyay',
  'measure.absent_percent': 'maqan {n} ka mid ah {of} maalmood oo dugsi', 'measure.absent_days': 'maqan {n} ka mid ah {of} maalmood ee ugu horreeyay', 'measure.unexplained_run': 'maqan {n} maalmood oo isku xiga, sabab la’aan', 'measure.absent_run': 'maqan {n} maalmood oo isku xiga',
  'measure.near_subjects': 'u dhow xadka gudbidda {n} ka mid ah {of} maaddo', 'measure.failing_subjects': 'ka hooseeya xadka gudbidda {n} ka mid ah {of} maaddo', 'measure.failing_core_subjects': 'ka hooseeya xadka gudbidda {n} maaddo asaasi ah',
  'measure.past_failures': 'hore ugu dhacay {n} maaddo', 'measure.incident_days': 'dhacdooyin {n} ka mid ah {window} maalmood ee ugu dambeeyay', 'measure.incident_percent': 'dhacdooyin {n} ka mid ah {of} maalmood ee ugu dambeeyay', 'measure.serious_incidents': 'dhacdooyin culus sanad dugsiyeedkan: {n}',

  // Cases
  'case.title': 'Kiiska {id}', 'case.edit': 'Wax ka beddel kiiska', 'case.facts': 'Xaqiiqooyin', 'case.people': 'Dadka', 'case.owner': 'Kiiska wada', 'case.team': 'Koox', 'case.teamNone': 'Qof kale ma jiro', 'case.teamMeans': 'Kooxdu waxay aragtaa kiiska iyo ardayga, qoraallana way qortaa.',
  'case.changeTeam': 'Beddel kooxda', 'case.opened': 'La furay', 'case.absentBefore': 'Maqnaansho ka hor', 'case.absentAfter': 'Maqnaansho dhammaadka', 'case.escalatedOn': 'La gudbiyay', 'case.alert': 'Digniinta uu ka bilowday', 'case.touched': 'ugu dambayn la taabtay',
  'case.followUp': 'la socod', 'case.review': 'dib-u-eegis', 'case.voided': 'La buriyay', 'case.exists': 'Kiis arrintan ku saabsan ayaa jira.', 'case.open': 'Fur kiis', 'case.concern': 'Walaac', 'case.goalMeans': 'Maxaa isbeddelaya, sidee baadse ku ogaan doontaa.',
  'case.reasonWhy': 'Waxaa looga baahan yahay in kiis xiran dib loo furo.', 'case.changed': 'Qof kale ayaa kiiskan beddelay.', 'case.changedMeanwhile': 'Qof kale ayaa kiiskan beddelay adigoo wax ka beddelaya. Qoraalkaagu waa ammaan.', 'case.reload': 'Tus',
  'concern.attendance': 'Imaanshaha', 'concern.behaviour': 'Dhaqanka', 'concern.course_work': 'Waxbarashada', 'concern.wellbeing': 'Fayoobaanta', 'concern.other': 'Wax kale',
  'caseStatus.open': 'Furan', 'caseStatus.in_progress': 'Socda', 'caseStatus.awaiting_parent': 'Waalid la sugayo', 'caseStatus.escalated_to_admin': 'Maamulaha jooga', 'caseStatus.closed': 'Xiran',
  'progress.no_contact': 'Weli lalama xiriirin', 'progress.contacted': 'Lala xiriiray', 'progress.improving': 'Wuu fiicnaanayaa', 'progress.not_improving': 'Ma fiicnaanayo', 'progress.resolved': 'La xalliyay',
  'field.status': 'Xaalad', 'field.progress_status': 'Horumar', 'field.tier': 'Heer', 'field.follow_up_date': 'La socod', 'field.review_date': 'Dib-u-eegis', 'field.goal': 'Hadaf', 'field.strategies': 'Waxa aan qabanno', 'field.outcome_notes': 'Natiijo',
  'field.resolution_notes': 'Sida loo xalliyay', 'field.reason': 'Sabab', 'field.assigned_to': 'Loo xilsaaray', 'field.title': 'Cinwaan', 'field.due_date': 'Waqtigeedu', 'field.done_on': 'La dhammeeyay', 'field.concern': 'Walaac',
  'tasks': 'Hawlo', 'tasks.none': 'Hawl ma jirto.', 'task.add': 'Ku dar hawl', 'task.title': 'Maxaa la qabanayaa', 'task.who': 'Kuma', 'task.due': 'Waqtiga', 'task.done': 'La qabtay', 'task.doneOn': 'la qabtay', 'task.noDate': 'taariikh la’aan', 'task.ended': 'Waa la qabtay.',
  'notes': 'Qoraallo iyo xiriir', 'notes.none': 'Weli waxba lama qorin.', 'note.body': 'Qoraal cusub', 'note.add': 'Ku dar qoraalka', 'note.added': 'Waa lagu daray.', 'note.more': 'Xiriir, horumar, yaa akhrin kara', 'note.kind': 'Nooc', 'note.kind.note': 'Qoraal', 'note.kind.contact': 'Xiriir', 'note.kind.meeting': 'Kulan',
  'note.outcome': 'Natiijo', 'note.outcome.reached': 'Waa la helay', 'note.outcome.not_reached': 'Lama helin', 'note.restrict': 'Xaddidan', 'note.restrictMeans': 'Adiga, kiiska wada iyo cidda aad magacowdo oo keliya ayaa akhrin kara.', 'note.readers': 'Sidoo kale akhrin kara',
  'note.restricted': 'Xaddidan', 'note.isRestricted': 'Qoraalkani waa xaddidan yahay.', 'note.read': 'Akhri', 'note.emergency': 'Akhri qoraal xaddidan xaalad degdeg ah', 'note.emergencyMeans': 'Waa la diiwaangeliyaa, kiiska wadana waa loo sheegaa.',
  'note.on': 'Goorma', 'case.void': 'Buri kiiska', 'case.voidMeans': 'Kiis aan waligiis la furi lahayn. Diiwaanka wuu ku sii jiraa.', 'handOver.all': 'Ku wareeji fasalkiiba', 'handOver.allMeans': 'Kiis kasta oo socda waxaa loo soo bandhigayaa qofka hadda hoggaamiya fasalka ardayga.', 'handOver.askedFor': { one: '{n} kiis ayaa la codsaday.', other: '{n} kiis ayaa la codsaday.' },
  'history': 'Taariikh', 'history.show': 'Yaa maxaa beddelay', 'history.none': 'Isbeddel ma jiro.',
  'handOver': 'Wareejin', 'handOver.ask': 'Codso wareejin', 'handOver.to': 'Yaa la wareegaya', 'handOver.accept': 'Waan la wareegayaa', 'handOver.refuse': 'Aniga maya', 'handOver.refused': 'waa la diiday', 'handOver.asked': 'Waxaa lagaa codsaday inaad kiiskan la wareegto.',

  // Conflicts and drafts
  'conflict.title': 'Laba qof ayaa isla wax beddelay', 'conflict.by': '{name} ayaa isbeddel kaydiyay', 'conflict.somebody': 'Qof kale ayaa isbeddel kaydiyay', 'conflict.apart': 'Meelo kala duwan ayaad beddesheen: labada isbeddel way wada jiri karaan.',
  'conflict.asks': 'Meesha aad labadiinnuba beddesheen, dooro waxa haraya.', 'conflict.merge': 'Isku dar oo kaydi', 'conflict.take': 'Ku dar foomka', 'conflict.back': 'Ku noqo foomka', 'conflict.compare': 'Is barbar dhig', 'conflict.keep': 'Kan hay',
  'conflict.base': 'Hore', 'conflict.theirs': 'Kooda', 'conflict.mine': 'Kayga', 'conflict.together': 'Labadaba, erayadaada', 'conflict.nothing': 'Wax la beddelo ma harin.',
  'conflict.kind.mine': 'adigaa beddelay', 'conflict.kind.theirs': 'iyagaa beddelay', 'conflict.kind.both': 'labaduba isku mid', 'conflict.kind.overlap': 'labadiinnuba waad beddesheen',
  'draft.restored': 'Waa wixii aad hore u qortay; weli lama kaydin.', 'draft.discard': 'Iska tuur',

  // Registers
  'registers.ofDay': 'Xiisadaha maalinta', 'registers.otherDay': 'Maalin kale', 'registers.kept': 'Xiriir ma jiro. Liiskan wuxuu ku kaydsanaa qalabkan', 'register.taken': 'La qaaday', 'register.notTaken': 'Lama qaadin', 'register.waiting': 'Xiriir bay sugaysaa',
  'register.save': 'Kaydi xaadirinta', 'register.saved': 'Xaadirinta waa la kaydiyay.', 'register.later': 'Qalabkan ayay ku kaydsan tahay. Waa la dirayaa marka xiriirku soo noqdo.', 'register.sent': '{subject}, {classroom}: xaadirinta waa la diray.',
  'register.notSent': '{subject}, {classroom}: xaadirinta lama diri karin.', 'register.offline': 'Xiriir ma jiro. Xaadirinta waad qaadi kartaa; dib baa loo dirayaa.', 'register.changed': '{name} ayaa xaadirintan beddelay.',
  'register.reason': 'Maxaa loo saxayaa?', 'register.reasonWhy': 'Waa lagama maarmaan maalinta xaadirinta kaddib.', 'register.corrections': 'Saxitaanno', 'register.was': 'Ahaa', 'register.is': 'Waa',
  'mark.present': 'Jooga', 'mark.late': 'Daahay', 'mark.absent': 'Maqan', 'mark.excused': 'Fasax', 'mark.present.short': 'J', 'mark.late.short': 'D', 'mark.absent.short': 'M', 'mark.excused.short': 'F',

  // Students
  'students.none': 'Arday ma jiraan.', 'student.search': 'Magac', 'student.hidden': 'Kuuma furna', 'student.indicators': 'Waxa xeerarku sheegayaan', 'student.asOf': '{day}', 'student.onDay': 'Maalinta', 'student.cut': 'xad {n}', 'student.version': 'nooca xeerka {n}',
  'student.access': 'Yaa arki kara ardaygan', 'student.accessMeans': 'Qof kasta oo awooda, iyo sababta.', 'student.record': 'Wax kasta oo diiwaan ku jira', 'student.recordMeans': 'Qoyska weydiista. Codsiga waxaa lala diiwaangeliyaa ujeeddadiisa.',
  'state.none': 'Waxba', 'state.watch': 'La socod', 'state.tier2': 'Heerka 2', 'state.tier3': 'Heerka 3', 'state.not_enough_data': 'Xog kuma filna',
  'chart.title': 'Imaanshaha toddobaadkiiba', 'chart.label': 'Imaanshaha toddobaadkiiba, oo leh digniino, kiisas iyo xiriir', 'chart.asTable': 'Shax ahaan', 'chart.week': 'Toddobaadka', 'chart.absentDays': 'Maalmo maqan', 'chart.unexplained': 'Sabab la’aan', 'chart.late': 'Daahay',
  'chart.attendance': 'Jooga', 'chart.alerts': 'Digniino', 'chart.cases': 'Kiisas', 'chart.contacts': 'Xiriir', 'chart.caseOpened': 'Kiis la furay: {concern}', 'chart.of': '{n} ka mid ah {of}',

  // The school
  'school.title': 'Dugsiga maanta', 'school.heat': 'Halka ugu daran', 'school.heatMeans': 'Kiisaska socda heerkiiba, digniinaha furan iyo maqnaanshaha fasal kasta; midabka ugu xooggan waa arday badan marka loo eego fasallada kale.', 'school.openAlerts': 'Digniino furan', 'school.absent': 'Maqan',
  'school.escalatedCases': 'Kiisas maamulaha jooga', 'school.escalatedAlerts': 'Digniino la gudbiyay', 'school.helped': 'Ma caawisay?', 'school.closed': 'Kiisas la xiray', 'school.days': 'Celceliska maalmaha', 'school.before': 'Maqan ka hor', 'school.after': 'Maqan kaddib',
  'school.ageing': 'Da’da kiisaska socda', 'ageing.up_to_14_days': 'Ilaa 14 maalmood', 'ageing.up_to_28_days': 'Ilaa 28 maalmood', 'ageing.up_to_56_days': 'Ilaa 56 maalmood', 'ageing.longer': 'Ka badan', 'school.rules': 'Waxa digniinuhu noqdeen',
  'rules.means': 'Cabbirka gaara xad waxa uu ku jiraa heerkaas. Eeg waxa xadad kale keenayaan ka hor intaadan kaydin; maanta ayay ka bilaabmaan.', 'rule.change': 'Beddel', 'rule.simulate': 'Yuu ku dhacayaa?', 'rule.save': 'Kaydi xadadkan', 'rule.saved': 'Waa la kaydiyay. Maanta ayay ka bilaabmaan.',
  'rule.band': 'Heer', 'rule.measure': 'Waxa la cabbirayo', 'rule.cut': 'Xad', 'rule.window': 'Muddo', 'rule.minimum': 'Laga bilaabo', 'rule.now': 'Hadda', 'rule.then': 'Markaas', 'rule.wouldFlag': '{n} ka mid ah {of} arday ayaa la calaamadin lahaa', 'rule.byClassroom': 'Fasalkiiba', 'rule.difference': 'Farqi',
  'rule.raised': 'La kiciyay', 'rule.open': 'Furan', 'rule.othersCuts': 'Qof kale ayaa xadadkan kaydiyay',
  'band.watch': 'La socod', 'band.tier2': 'Heerka 2', 'band.tier3': 'Heerka 3', 'band.critical': 'Halis',
  'measures.absent_percent': '% maalmaha maqan', 'measures.absent_days': 'maalmo maqan', 'measures.unexplained_run': 'maalmo isku xiga oo maqan, sabab la’aan', 'measures.absent_run': 'maalmo isku xiga oo maqan', 'measures.near_subjects': 'maaddooyin u dhow xadka gudbidda',
  'measures.failing_subjects': 'maaddooyin lagu dhacay', 'measures.failing_core_subjects': 'maaddooyin asaasi ah oo lagu dhacay', 'measures.past_failures': 'maaddooyin hore loogu dhacay', 'measures.incident_days': 'maalmo dhacdo leh', 'measures.incident_percent': '% maalmaha dhacdo leh', 'measures.serious_incidents': 'dhacdooyin culus',
  'users.none': 'Qofna.', 'user.add': 'Ku dar qof', 'user.search': 'Magac ama iimayl', 'user.disabled': 'La xannibay', 'user.firstPassword': 'Furaha koowaad', 'user.active': 'Wuu geli karaa', 'user.activeMeans': 'La’aanteed fadhiyada oo dhan isla markiiba way dhammaadaan.',
  'import.upload': 'Soo geli fayl', 'import.kind': 'Waxa ku jira', 'import.file': 'Fayl CSV ah', 'import.fileMeans': 'Waxba lama beddelo ka hor intaadan arkin qorshaha.', 'import.earlier': 'Kuwii hore', 'imports.none': 'Soo dejin ma jirto.', 'import.working': 'Daqiiqad; boggani wuu raacayaa.',
  'import.plan': 'Qorshaha', 'import.counts': 'Waxa la qabtay', 'import.rows': { one: '{n} saf', other: '{n} saf' }, 'import.all': 'Safaf', 'import.new': 'Cusub', 'import.changed': 'La beddelay', 'import.unchanged': 'Aan isbeddelin', 'import.missing': 'Maqan', 'import.refused': 'La diiday', 'import.stopped': 'Wax ka badan intii caadiga ahayd ayay beddeli lahayd. Laba jeer eeg.',
  'import.confirm': 'Samee', 'import.confirmMany': 'Samee si kastaba', 'import.undo': 'Dib u celi', 'import.obstacles': 'Sababta aan dib loogu celin karin', 'import.line': 'Sadar', 'import.field': 'Tiir',
  'importKind.students': 'Arday', 'importKind.enrolments': 'Diiwaangelin', 'importKind.assignments': 'Qoondaynta casharrada', 'importKind.calendar': 'Jadwalka sanadka', 'importKind.grades': 'Dhibco', 'importKind.incidents': 'Dhacdooyin', 'importKind.attendance': 'Imaansho', 'importKind.users': 'Shaqaale',
  'importState.uploading': 'Waa la soo gelinayaa', 'importState.uploaded': 'Waa la akhrinayaa', 'importState.planned': 'La qorsheeyay', 'importState.confirmed': 'Socda', 'importState.applied': 'La qabtay', 'importState.failed': 'Fashilmay', 'importState.undo_requested': 'Dib baa loo celinayaa', 'importState.undone': 'Dib loo celiyay',
  'audit.none': 'Waxba kuma jiraan diiwaanka.', 'audit.action': 'Maxay', 'audit.entity': 'Diiwaan', 'audit.changes': 'Isbeddello', 'audit.client': 'bogga ayaa sheegay',
  'action.INSERT': 'La daray', 'action.UPDATE': 'La beddelay', 'action.DELETE': 'La tirtiray', 'action.RECORD_VIEWED': 'La eegay', 'action.LOGIN': 'Galay', 'action.LOGOUT': 'Ka baxay', 'action.DATA_EXPORTED': 'La dhoofiyay', 'action.EMERGENCY_READ': 'Akhris degdeg ah', 'action.PAGE_VIEWED': 'Bog la furay', 'action.CASE_OPENED': 'Kiis la furay', 'action.CASE_EDIT_STARTED': 'Wax-ka-beddel la bilaabay', 'action.CASE_EDIT_ABANDONED': 'Wax-ka-beddel laga tagay', 'action.CONFLICT_SHOWN': 'Isku dhac la tusay', 'action.CONFLICT_RESOLVED': 'Isku dhac la xalliyay', 'action.DRAFT_RESTORED': 'Qabyo-qoraal la soo celiyay', 'action.EXPORT_REQUESTED': 'Dhoofin la codsaday', 'action.CLIENT_ERROR': 'Khalad bogga',
  'entity.intervention_case': 'Kiis', 'entity.case_note': 'Qoraal', 'entity.case_task': 'Hawl', 'entity.alert': 'Digniin', 'entity.student': 'Arday', 'entity.register': 'Xaadirin', 'entity.user_account': 'Isticmaale', 'entity.indicator_rule': 'Xeer',
  'export.title': 'Soo deji shax', 'export.means': 'CSV, barnaamijyada shaxda. Qoraallada xaddidan kuma jiraan weligeed.', 'export.kind': 'Maxay', 'exportKind.cases': 'Kiisas', 'exportKind.alerts': 'Digniino', 'exportKind.attendance': 'Imaansho', 'export.purposeMeans': 'Magacaaga ayaa lagu diiwaangelinayaa.', 'export.done': 'Faylkaagu waa diyaar.',
};
