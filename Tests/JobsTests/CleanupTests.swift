import Postgres
import SQL
import Testing

@testable import Jobs

struct CleanupTests {
  private let old = """
    insert into app.school (name) values ('Old School');
    insert into app.user_account (school_id, email, name, role) values (1, 'a@old.school', 'A', 'admin');
    insert into app.student (school_id, full_name) values (1, 'One'), (1, 'Two');
    insert into app.intervention_case
      (school_id, student_id, assigned_to, status, outcome_notes, resolution_notes, closed_at)
    select 1, student_id, 1, 'closed', 'o', 'r', now() - interval '6 years' from app.student;
    insert into app.case_note (school_id, case_id, author_id, body) select 1, case_id, 1, 'n' from app.intervention_case;
    insert into auth.session (token_hash, school_id, user_id, expires_at)
    select sha256(n::text::bytea), 1, 1, now() - interval '31 days' from generate_series(1, 1500) n;
    insert into auth.session (token_hash, school_id, user_id, expires_at) values (sha256('live'), 1, 1, now() + interval '1 day');
    insert into auth.login_attempt (account_hash, attempted_at) select 'x', now() - interval '91 days' from generate_series(1, 7);
    insert into app.kept_reply (school_id, user_id, idempotency_key, request_hash, created_at)
    select 1, 1, n, '', now() - make_interval(days => 4 + n, hours => 1) from generate_series(1, 6) n;
    select audit.create_partitions('2015-01-01', '2015-02-01');
    insert into audit.event (school_id, action, entity, entity_id, occurred_at)
    select 1, 'OLD', 'student', 1 + n % 2, '2015-01-15' from generate_series(1, 100) n;
    insert into app.retention_hold (school_id, entity, entity_id, reason) values (1, 'student', 1, 'court');
    """

  private func output(_ work: (@escaping @Sendable (String) -> Void) async throws -> Void) async throws -> String {
    let lines = Lines()
    try await work(lines.add)
    return lines.all.joined(separator: "\n")
  }

  /// The numbers of a printed table: kind to (removed, held).
  private func counts(_ text: String) -> [String: [String]] {
    let kinds = ["audit_event", "client_event", "closed_case", "kept_reply", "login_attempt", "session"]
    var counts: [String: [String]] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if let kind = words.first, kinds.contains(kind) { counts[kind] = Array(words.suffix(2)) }
    }
    return counts
  }

  @Test func `a dry run tells the very counts that go, and a hold keeps its rows`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await session.execute(old)
      let expected = [
        "audit_event": ["50", "50"], "client_event": ["0", "0"], "closed_case": ["1", "1"],
        "kept_reply": ["4", "0"], "login_attempt": ["7", "0"],
        "session": ["1500", "0"],
      ]
      #expect(try await counts(output { try await Cleanup(session, report: $0).dryRun() }) == expected)
      #expect(try await counts(output { try await Cleanup(session, report: $0).dryRun() }) == expected)
      #expect(try await counts(output { try await Cleanup(session, report: $0).run() }) == expected)
      try await session.execute("reset role")
      try await session.expect("select entity_id from audit.event where action = 'OLD' group by 1", ["1"])
      try await session.expect("select count(*) from audit.event where action = 'OLD'", ["50"])
      try await session.expect("select student_id from app.intervention_case", ["1"])
      try await session.expect("select count(*) from app.case_note", ["1"])
      try await session.expect("select count(*) from auth.session", ["1"])
      try await session.expect(
        "select changes ->> 'session' from audit.event where action = 'RETENTION_APPLIED'", ["1500"])
      try await session.execute("update app.retention_hold set released_at = now()")
      let rest = try await counts(output { try await Cleanup(session, report: $0).run() })
      #expect(rest["audit_event"] == ["50", "0"])
      #expect(rest["closed_case"] == ["1", "0"])
      try await session.execute("reset role")
      try await session.expect("select to_regclass('audit.server_event_2015_01')::text", [""])
    }
  }

  @Test func `the trail of a removed case says that it went, not what stood in it`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await session.execute(old)
      try await Cleanup(session, report: { _ in }).run()
      try await session.execute("reset role")
      try await session.expect(
        "select changes::text from audit.event where entity = 'intervention_case' and action = 'DELETE'", ["{}"])
    }
  }

  @Test func `one cleanup runs at a time`() async throws {
    try await Server.withMigratedDatabase { session, url in
      let other = try await Session.connect(url, applicationName: "tests")
      try await other.query("select pg_advisory_lock(7301947)")
      await #expect(throws: JobError.self) { try await Cleanup(session, report: { _ in }).run() }
      await other.close()
    }
  }
}
