import Foundation
import Postgres
import SQL
import Testing

@testable import Jobs

struct MigratorTests {
  private func migrator(_ session: Session, _ migrations: [Migration] = Migration.all) -> Migrator {
    Migrator(session, migrations: migrations, report: { _ in })
  }

  private let newest = Migration.all.count
  private var next: Int { newest + 1 }

  @Test func `every step goes up, down and up again to the same catalogue, on a full database`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await DemoSchool(session, report: { _ in }).load()
      let before = try await Catalogue.lines(session)
      #expect(before.count > 300)
      for migration in Migration.all.reversed() {
        try await migrator(session).migrate(.number(migration.number - 1), acceptDataLoss: true)
        try await migrator(session).migrate(.newest)
        let after = try await Catalogue.lines(session)
        #expect(before.symmetricDifference(after) == [], "after \(migration.title)")
        try await DemoSchool(session, report: { _ in }).load()
        try await migrator(session).migrate(.number(migration.number - 1), acceptDataLoss: true)
      }
      try await session.expect("select name from ops.migration", [])
    }
  }

  @Test func `the scripts run by psql give the same catalogue`() async throws {
    try await Server.withMigratedDatabase { session, url in
      let before = try await Catalogue.lines(session)
      let scripts =
        Script.code.filter { ["code/set_aside.sql", "code/drop.sql"].contains($0.path) }
        + Migration.all.reversed().dropLast().map { Script(path: $0.title, text: $0.down) }
        + Migration.all.dropFirst().map { Script(path: $0.title, text: $0.up) }
      for script in scripts { try psql(script.text, url) }
      try psql("set role school_support_owner;\n" + Script.code.map(\.text).joined(separator: "\n"), url)
      try await session.query(
        "select audit.create_partitions(current_date, (current_date + interval '3 months')::date)")
      let after = try await Catalogue.lines(session)
      #expect(before.symmetricDifference(after) == [])
    }
  }

  private func psql(_ sql: String, _ url: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sql")
    try sql.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/psql")
    process.arguments = ["-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", file.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `an older release undoes what it has never heard of`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      let text = "-- Loses data: nothing.\ndrop table app.novelty;"
      let novelty = Migration(
        number: next, name: "novelty",
        up: "set role school_support_owner; create table app.novelty (id int); reset role;",
        down: text)
      try await migrator(session, Migration.all + [novelty]).migrate(.newest)
      await #expect(throws: JobError.self) { try await migrator(session).migrate(.newest) }
      await #expect(throws: JobError.self) { try await migrator(session).migrate(.number(newest)) }
      try await migrator(session).migrate(.number(newest), acceptDataLoss: true)
      try await session.expect("select to_regclass('app.novelty')::text", [""])
      try await session.expect("select count(*) from ops.code", ["1"])
    }
  }

  @Test func `a step that loses data asks first and changes nothing`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      await #expect(throws: JobError.self) { try await migrator(session).migrate(.number(1)) }
      try await session.expect("select count(*) from ops.migration", ["\(Migration.all.count)"])
      try await session.expect("select count(*) from app.retention_policy", ["8"])
    }
  }

  @Test func `a step that fails leaves nothing behind`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      let broken = Migration(number: next, name: "broken", up: "create table app.half (id int); select 1/0;", down: "")
      await #expect(throws: PostgresError.self) {
        try await migrator(session, Migration.all + [broken]).migrate(.newest)
      }
      try await session.expect("select to_regclass('app.half')::text", [""])
      try await session.expect("select max(number) from ops.migration", ["\(newest)"])
    }
  }

  @Test func `two runners at once do the work once`() async throws {
    try await Server.withDatabase { session, url in
      let other = try await Session.connect(url, applicationName: "tests")
      async let first: Void = migrator(session).migrate(.newest)
      async let second: Void = migrator(other).migrate(.newest)
      _ = try await (first, second)
      try await session.expect("select count(*) from ops.migration", ["\(Migration.all.count)"])
      await other.close()
    }
  }

  @Test func `a lock that others hold is waited for in short tries`() async throws {
    try await Server.withMigratedDatabase { session, url in
      let holder = try await Session.connect(url, applicationName: "tests")
      try await holder.execute("begin; lock table app.student in access exclusive mode")
      let told = Lines()
      let add = Migration(number: next, name: "add", up: "alter table app.student add note text;", down: "")
      let work = Task {
        try await Migrator(
          session, migrations: Migration.all + [add], report: told.add
        ).migrate(.newest)
      }
      while !told.all.contains(where: { $0.contains("holds a lock") }) {
        try await Task.sleep(for: .milliseconds(20))
      }
      try await holder.execute("rollback")
      try await work.value
      try await session.expect("select max(number) from ops.migration", ["\(next)"])
      await holder.close()
    }
  }

  @Test func `schools that are there already get the default rules`() async throws {
    try await Server.withMigratedDatabase { session, _ in
      try await session.execute("insert into app.school (name) values ('One'), ('Two')")
      try await migrator(session).migrate(.number(9), acceptDataLoss: true)
      try await migrator(session).migrate(.newest)
      try await session.expect("select count(*) from app.indicator_rule", ["12"])
      try await session.expect("select count(*) from app.indicator_cut", ["40"])
    }
  }
}
