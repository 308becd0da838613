import Foundation
import Postgres
import Testing

@testable import Jobs

struct ImportTests {
  /// Imports a text and returns what was reported, line by line.
  @discardableResult
  private func load(
    _ session: Session, _ kind: String, _ text: String, school: String? = "Test School", map: [String: String] = [:],
    set: [String: String] = [:], numberRows: Bool = false, endMissing: Bool = false, dryRun: Bool = false,
    confirm: Bool = false, piece: Int = 1 << 20
  ) async throws -> [String] {
    var options = ImportOptions()
    options.map = map
    options.set = set
    options.numberRows = numberRows
    options.endMissing = endMissing
    let lines = Lines()
    let request = FileImport.Request(
      kind: kind, fileName: "test.csv", school: school, options: options, dryRun: dryRun, acceptsMany: confirm)
    try await FileImport(session, report: lines.add).run(request) { () throws(JobError) in
      Self.source(Array(text.utf8), piece)
    }
    return lines.all.flatMap { $0.split(separator: "\n").map(String.init) }
  }

  private static func source(_ bytes: [UInt8], _ size: Int) -> () throws(JobError) -> [UInt8]? {
    var start = 0
    return { () throws(JobError) -> [UInt8]? in
      guard start < bytes.count else { return nil }
      defer { start += size }
      return Array(bytes[start..<min(start + size, bytes.count)])
    }
  }

  /// new, changed, unchanged, missing, refused; -1 for what is not counted.
  private func counts(_ lines: [String]) -> [Int] {
    guard let rule = lines.firstIndex(where: { $0.hasPrefix("----") }), rule + 1 < lines.count else { return [] }
    let words = lines[rule + 1].split(separator: " ").suffix(6).dropLast()
    return words.map { Int($0) ?? -1 }
  }

  private func number(_ lines: [String]) throws -> Int {
    try #require(lines.lazy.compactMap { $0.wholeMatch(of: /import (\d+)/).flatMap { Int($0.1) } }.first)
  }

  private let students = "external_id,full_name\n1,Ana\n2,Ben\n3,Cid\n"

  /// Students in a classroom with a class, in a year of school days.
  private func prepare(_ session: Session) async throws {
    try await load(session, "students", students)
    try await load(
      session, "users",
      "email,name,role\nt@test.school,T,teacher\nu@test.school,U,form_master\nw@test.school,W,form_master\n")
    try await load(session, "calendar", "year,term,label,first_day,last_day\n2025/26,,,2025-09-01,2026-06-30\n")
    try await load(session, "enrolments", "student,classroom,starts_on\n1,5A,2025-09-01\n2,5A,2025-09-01\n")
    try await load(
      session, "assignments",
      "teacher,classroom,subject,form_master\nt@test.school,5A,Maths,\nu@test.school,5A,,yes\n")
  }

  @Test func `refused rows are told with line, column and reason, and the others go in`() async throws {
    let text = """
      \u{feff}EXTERNAL_ID;Full_Name;Classroom;shoe size
      1;"Ana ""Ni"" Ó Sé";5A;38
      ;Nobody;5A;38
      2;;5A;39
      1;Ana again;5B;40
      3;"Two;
       lines";5B;41

      4;Dee;5B;41;42
      5;Eve\t\\N;5B;
      """
    try await Server.withMigratedDatabase { session, _ in
      for piece in [1 << 20, 7] {
        let lines = try await load(session, "students", text, dryRun: piece > 7, piece: piece)
        #expect(
          lines.prefix(4) == [
            "line 3: external_id is missing", "line 4: full_name is missing",
            "line 5: external_id stands in line 2 already", "line 9: line has more fields than the header",
          ])
        #expect(counts(lines) == [3, 0, 0, 0, 4])
      }
      try await session.expect(
        "select full_name || ' ' || name from app.student join app.classroom using (school_id, classroom_id) order by 1",
        ["Ana \"Ni\" Ó Sé 5A", "Eve\t\\N 5B", "Two;\n lines 5B"])
    }
  }

  @Test func `the same file again changes nothing, and a dry run keeps nothing`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      #expect(counts(try await load(session, "students", students, dryRun: false)) == [3, 0, 0, 0, 0])
      let more = students + "4,Dee\n"
      #expect(counts(try await load(session, "students", more, dryRun: true)) == [1, 0, 3, 0, 0])
      try await session.expect("select count(*) from app.student", ["3"])
      #expect(counts(try await load(session, "students", students)) == [0, 0, 3, 0, 0])
      try await session.expect("select max(version) from app.student", ["1"])
    }
  }

  @Test func `a move ends one enrolment and starts another, and history stays`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await load(session, "students", "external_id,full_name,classroom\n1,Ana,5A\n")
      try await session.execute("update app.enrolment set starts_on = current_date - 10")
      let lines = try await load(session, "students", "external_id,full_name,classroom\n1,Ana,5B\n")
      #expect(counts(lines) == [0, 1, 0, 0, 0])
      try await session.expect("select count(*) from app.enrolment", ["2"])
      try await session.expect(
        "select name from app.student join app.classroom using (school_id, classroom_id)", ["5B"])
    }
  }

  @Test func `more than a tenth of what is there needs a word`() async throws {
    let header = "external_id,full_name,classroom\n"
    let roster = (1...100).map { "\($0),Student \($0),5A\n" }
    try await Server.withMigratedDatabase { session, _ in
      try await load(session, "students", header + roster.joined())
      let half = header + roster.prefix(50).joined()
      #expect(counts(try await load(session, "students", half)) == [0, 0, 50, 50, 0])
      try await session.expect("select count(*) from app.student where classroom_id is not null", ["100"])
      await #expect(throws: JobError.self) { try await load(session, "students", half, endMissing: true) }
      try await session.expect("select count(*) from app.student where classroom_id is not null", ["100"])
      try await session.execute("update app.enrolment set starts_on = current_date - 10")
      try await load(session, "students", half, endMissing: true, confirm: true)
      try await session.expect("select count(*) from app.student where classroom_id is not null", ["50"])
      let nearlyAll = header + roster.prefix(40).joined()
      await #expect(throws: JobError.self) {
        try await load(session, "students", nearlyAll.replacing("Student", with: "Pupil"))
      }
    }
  }

  @Test func `an import is undone as long as nobody has edited its rows`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      let first = try number(
        try await load(session, "students", "external_id,full_name,classroom\n1,Ana,5A\n2,Ben,5A\n"))
      let second = try number(
        try await load(session, "students", "external_id,full_name,classroom\n1,Anna,5A\n3,Cid,5A\n"))
      try await session.execute("update app.student set full_name = 'Cyd' where external_id = '3'")
      let history = ImportHistory(session, report: { _ in })
      do {
        try await history.undo(second)
        Issue.record("undone although a row was edited")
      } catch let error as JobError {
        #expect(error.description.contains(": was changed since"))
      }
      try await session.expect("select full_name from app.student order by external_id", ["Anna", "Ben", "Cyd"])
      try await load(session, "students", "external_id,full_name,classroom\n9,Nan,6A\n")
      let third = try number(
        try await load(session, "students", "external_id,full_name,classroom\n2,Benn,5A\n4,Dee,6B\n"))
      try await history.undo(third)
      try await session.expect("select full_name from app.student order by external_id", ["Anna", "Ben", "Cyd", "Nan"])
      try await session.expect("select name from app.classroom order by 1", ["5A", "6A"])
      await #expect(throws: JobError.self) { try await history.undo(third) }
      await #expect(throws: JobError.self) { try await history.undo(first) }
      await #expect(throws: JobError.self) { try await history.undo(999) }
      try await session.expect(
        "select distinct request_id from audit.event where action = 'DELETE'", ["undo-import-\(third)"])
    }
  }

  @Test func `registers go in by student and class, are corrected, and are undone`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await prepare(session)
      let text = """
        student,date,period,subject,mark
        1,2025-09-02,1,Maths,present
        2,2025-09-02,1,Maths,absent
        3,2025-09-02,1,Maths,absent
        1,2025-09-06,1,Maths,absent
        1,2025-09-03,1,Art,absent
        2,2025-09-02,1,Maths,late
        7,2025-09-02,1,Maths,late
        1,2025-02-30,1,Maths,late
        1,2025-09-03,1,Maths,away
        1,2025-09-03,,Maths,absent
        1,9999-09-03,1,Maths,absent

        """
      let lines = try await load(session, "attendance", text)
      #expect(
        lines.filter { $0.hasPrefix("line") } == [
          "line 4: student was in no classroom on that day",
          "line 5: date is no school day in the calendar of the school",
          "line 6: subject is not taught in the classroom of the student: import assignments first",
          "line 7: student stands in line 3 already", "line 8: student is not known: import students first",
          "line 9: date is no date such as 2026-09-30",
          "line 10: mark is not one of present, late, absent, excused", "line 11: period is missing",
          "line 12: date is no date such as 2026-09-30",
        ])
      #expect(counts(lines) == [2, 0, 0, -1, 9])
      let again = "student,date,period,subject,mark\n1,2025-09-02,1,Maths,excused\n2,2025-09-02,1,Maths,absent\n"
      let correction = try await load(session, "attendance", again)
      #expect(counts(correction) == [0, 1, 1, -1, 0])
      try await session.expect(
        "select former_mark || ' ' || mark || ' ' || reason from app.mark_correction", ["present excused import"])
      try await session.expect("select sum(absent + excused) from app.attendance_day", ["2"])
      let history = ImportHistory(session, report: { _ in })
      try await history.undo(try number(correction))
      try await session.expect("select mark::text from app.attendance_mark order by student_id", ["present", "absent"])
      await #expect(throws: JobError.self, "its register has had two more versions") {
        try await history.undo(try number(lines))
      }
    }
  }

  @Test func `a first import of registers is undone whole`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await prepare(session)
      let lines = try await load(
        session, "attendance",
        "student,date,period,subject,mark\n1,2025-09-02,1,Maths,present\n2,2025-09-02,1,Maths,absent\n")
      try await ImportHistory(session, report: { _ in }).undo(try number(lines))
      try await session.expect("select count(*) from app.register", ["0"])
      try await session.expect("select coalesce(sum(marks), 0) from app.attendance_day", ["0"])
    }
  }

  @Test func `enrolments follow one another and never overlap`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await prepare(session)
      let lines = try await load(
        session, "enrolments",
        """
        student,classroom,starts_on,ends_on
        1,5B,2025-11-01,
        1,5C,2025-01-01,2025-02-01
        2,5B,2025-08-01,2025-10-01
        3,5A,2025-09-01,2025-08-01
        3,5A,2025-09-02,2025-12-01
        3,5B,2025-11-30,

        """)
      #expect(
        lines.filter { $0.hasPrefix("line") } == [
          "line 4: starts_on overlaps the enrolment of 2025-09-01", "line 5: ends_on is not after starts_on",
          "line 7: starts_on lies within the enrolment of line 6",
        ])
      try await session.expect(
        "select starts_on || ' ' || coalesce(ends_on::text, '') from app.enrolment where student_id = 1 order by 1",
        ["2025-01-01 2025-02-01", "2025-09-01 2025-11-01", "2025-11-01 "])
    }
  }

  @Test func `holidays, terms, incidents, grades and users go in and out again`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await prepare(session)
      let history = ImportHistory(session, report: { _ in })
      let state = """
        select md5(string_agg(part, ';' order by part)) from (
          select (to_jsonb(t) - '{version,updated_at}'::text[])::text as part from app.calendar_day t
          union all select (to_jsonb(t) - '{version,updated_at}'::text[])::text from app.term t
          union all select (to_jsonb(t) - '{version,updated_at}'::text[])::text from app.grade t
          union all select (to_jsonb(t) - '{version,updated_at}'::text[])::text from app.subject t
          union all select (to_jsonb(t) - '{version,updated_at}'::text[])::text from app.incident t
          union all select (to_jsonb(t) - '{version,updated_at}'::text[])::text from app.user_account t
          union all select (to_jsonb(t) - '{version,updated_at}'::text[])::text from app.teaching_assignment t
          union all select (to_jsonb(t) - '{version,updated_at}'::text[])::text from app.classroom t) parts
        """
      let before = try await session.lines(state)
      let files = [
        (
          "calendar",
          "year,term,label,first_day,last_day\n2025/26,Autumn,,2025-09-01,2025-12-19\n2025/26,,Break,2025-10-20,2025-10-24\n",
          [2, 0, 0, -1, 0]
        ),
        (
          "grades", "student;subject;date;title;points;pass_points;core\n1;Maths;2025-10-01;T1;4,5;5;yes\n",
          [1, 0, 0, -1, 0]
        ),
        ("incidents", "external_id,student,date,kind\nI1,1,2025-10-02,serious\n", [1, 0, 0, -1, 0]),
        ("users", "email,name,role\nT@test.school,Tess,form_master\nv@test.school,V,teacher\n", [1, 1, 0, 2, 0]),
        ("assignments", "teacher,classroom,subject,form_master\nw@test.school,5A,Art,yes\n", [1, 0, 0, 1, 0]),
      ]
      for (kind, text, expected) in files {
        let lines = try await load(session, kind, text)
        #expect(counts(lines) == expected, "\(kind)")
        #expect(counts(try await load(session, kind, text))[0...1] == [0, 0], "\(kind) again")
        #expect(try await session.lines(state) != before)
        try await history.undo(try number(lines))
        #expect(try await session.lines(state) == before, "\(kind) undone")
      }
    }
  }

  @Test func `a file that cannot be read is refused with what to do`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      func refusal(_ kind: String, _ text: String, school: String? = "Test School", map: [String: String] = [:])
        async throws -> String
      {
        do {
          try await load(session, kind, text, school: school, map: map)
          return ""
        } catch let error as JobError {
          return error.description
        }
      }
      let missing = try await refusal("students", "nummer,nimi\n1,Ana\n")
      #expect(missing.contains("map, theirs=external_id") && missing.contains("nummer, nimi"))
      #expect(try await refusal("students", "").contains("is empty"))
      #expect(try await refusal("students", students, map: ["x": "y"]).contains("there is no column y"))
      #expect(try await refusal("grades", "student\n", school: "Nowhere").contains("no school Nowhere"))
      #expect(try await refusal("students", students, school: nil).contains("--school"))
      #expect(try await refusal("students", "external_id,full_name\n1,\"Ana\n").contains("not CSV"))
      try await session.expect("select count(*) from app.student", ["0"])
    }
  }

  // MARK: Real data

  /// Lies next to the checkout, where it was obtained; it is no part of the project.
  private static let realFile = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data/uci-student-performance/student-por.csv")

  private static let hasRealFile = FileManager.default.isReadableFile(atPath: realFile.standardizedFileURL.path)

  /// As docs/import.md says.
  private func loadRealData(_ session: Session) async throws {
    let text = try String(contentsOf: Self.realFile, encoding: .utf8)
    func load(_ kind: String, _ map: [String: String], _ set: [String: String]) async throws -> [[Int]] {
      let lines = try await self.load(
        session, kind, text, school: nil, map: map.merging(["School": "school"]) { $1 }, set: set, numberRows: true)
      return lines.split { $0.hasPrefix("import") }.map { counts(Array($0)) }
    }
    #expect(try await load("students", ["Failures": "past_failures"], [:]) == [[423, 0, 0, 0, 0], [226, 0, 0, 0, 0]])
    for school in ["GP", "MS"] {
      try await self.load(
        session, "calendar", "year,term,label,first_day,last_day\n2005/06,,,2005-09-12,2006-06-30\n", school: school)
    }
    #expect(
      try await load("enrolments", [:], ["classroom": "10", "starts_on": "2005-09-12"]) == [
        [423, 0, 0, -1, 0], [226, 0, 0, -1, 0],
      ])
    _ = try await load("attendance", ["absences": "absent_days"], ["date": "2006-03-31", "school_days": "180"])
    let subject = ["subject": "Portuguese", "core": "yes", "pass_points": "10", "near_points": "12"]
    _ = try await load("grades", ["G1": "points"], subject.merging(["title": "G1", "date": "2005-12-16"]) { $1 })
    _ = try await load("grades", ["G2": "points"], subject.merging(["title": "G2", "date": "2006-03-31"]) { $1 })
  }

  /// Flagged and failed, flagged and not, failed and not flagged.
  private func compare(_ session: Session, _ flagged: String) async throws -> [String] {
    try await session.lines(
      """
      select format('%s %s %s', count(*) filter (where flagged and failed), count(*) filter (where flagged and not failed),
        count(*) filter (where failed and not flagged))
      from (
        select student.external_id in (select external_id from outcome where points < 10) as failed,
          coalesce(bool_or(\(flagged)), false) as flagged
        from app.student
        left join lateral app.indicators_of(student.school_id, array[student.student_id], '2006-04-01') judged on true
        group by student.school_id, student.student_id
      ) compared
      """)
  }

  @Test(
    .enabled(
      if: ImportTests.hasRealFile,
      "student-por.csv is not at shared/data/uci-student-performance next to the checkout"))
  func `two real schools go in, and rules find most of those who fail`() async throws {
    let text = try String(contentsOf: Self.realFile, encoding: .utf8)
    try await Server.withMigratedDatabase { session, _ in
      try await loadRealData(session)
      try await session.expect(
        "select name || ' ' || count(*) from app.school join app.student using (school_id) group by name order by 1",
        ["GP 423", "MS 226"])
      try await session.expect("select count(*) from app.grade", ["1298"])
      try await session.expect(
        "select sum(absent_days) from app.attendance_total",
        [String(column("absences", of: text).reduce(0, +))])
      try await session.execute("create temporary table outcome (external_id text, points integer)")
      for (id, points) in zip(ids(of: text), column("G3", of: text)) {
        try await session.query("insert into outcome values ($1, $2)", [.text(id), .int(points)])
      }
      // As docs/import.md prints them.
      try await session.execute(
        """
        insert into app.indicator_rule (school_id, rule, version, effective_from)
        select school_id, 'failing_subjects', 2, '2005-09-01' from app.school;
        insert into app.indicator_cut (school_id, rule, version, band, measure, cut)
        select school_id, 'failing_subjects', 2, band, measure, cut
        from app.school, (values ('watch'::app.band, 'near_subjects'::app.measure, 1), ('tier2', 'past_failures', 1),
          ('tier2', 'failing_core_subjects', 1), ('tier3', 'past_failures', 2)) chosen (band, measure, cut)
        """)
      let tiers = try await compare(session, "state in ('tier2', 'tier3')")
      #expect(tiers == ["91 95 9"])
      let any = try await compare(session, "state in ('watch', 'tier2', 'tier3')")
      #expect(any == ["99 259 1"])
    }
  }

  private func column(_ name: String, of text: String) -> [Int] {
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard let index = lines[0].firstIndex(where: { $0 == name }) else { return [] }
    return lines.dropFirst().compactMap { Int($0[index]) }
  }

  private func ids(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).dropFirst().enumerated().map { "\($1.prefix(2))-\($0 + 1)" }
  }
}
