import Postgres
import Testing

struct PipelineTests {
  @Test func `a thousand queries in flight over four connections give each caller its own answer`() async throws {
    let database = try await Server.database(connections: 4, depth: 250)
    try await withThrowingTaskGroup(of: (Int, Int?).self) { group in
      for number in 0..<1000 {
        group.addTask { (number, try await database.write("select $1::int * 2", [.int(number)]).int(0, 0)) }
      }
      for try await (number, answer) in group { #expect(answer == number * 2) }
    }
    await database.close()
  }

  @Test func `an error in one request leaves its neighbours in the pipeline unharmed`() async throws {
    let database = try await Server.database(connections: 1, depth: 64)
    try await withThrowingTaskGroup(of: (Int, String?).self) { group in
      for number in 0..<300 {
        group.addTask {
          let query = "select 12 / ($1::int % 3)"
          if let state = await sqlstate({ () throws(PostgresError) in try await database.write(query, [.int(number)]) })
          {
            return (number, state)
          }
          return (number, try await database.write(query, [.int(number)]).string(0, 0))
        }
      }
      for try await (number, answer) in group {
        #expect(answer == ["22012", "12", "6"][number % 3])
      }
    }
    await database.close()
  }

  @Test func `a deferred constraint that fails at the end is an error, not a success`() async throws {
    try await Server.withSchema(
      """
      create table parent (id int primary key);
      create table child (parent int references parent deferrable initially deferred);
      """
    ) { schema in
      let database = try await Server.database(connections: 1)
      await #expect(throws: PostgresError.self) { try await database.write("insert into \(schema).child values (1)") }
      let state = await sqlstate { () throws(PostgresError) in
        try await database.write("insert into \(schema).child values (2) returning parent")
      }
      #expect(state == "23503")
      #expect(try await database.write("select count(*) from \(schema).child").int(0, 0) == 0)
      await database.close()
    }
  }

  @Test func `the steps of a request are one transaction`() async throws {
    try await Server.withSchema("create table item (id int primary key)") { schema in
      let database = try await Server.database()
      let insert = Step(Statement(name: "insert", text: "insert into \(schema).item values (1)"))
      await #expect(throws: PostgresError.self) { try await database.run([insert, insert], on: .write) }
      #expect(try await database.write("select count(*) from \(schema).item").int(0, 0) == 0)
      await database.close()
    }
  }

  @Test func `a second statement sees what others did while the first waited`() async throws {
    try await Server.withSchema("create table item (version int); insert into item values (1)") { schema in
      let database = try await Server.database(connections: 8, depth: 1)
      let update = Step(
        Statement(name: "update", text: "update \(schema).item set version = 2 where version = 1 returning version"))
      let read = Step(Statement(name: "read", text: "select version from \(schema).item"))
      try await withThrowingTaskGroup(of: (Int, Int?).self) { group in
        for _ in 0..<8 {
          group.addTask {
            let rows = try await database.run([update, read], on: .write)
            return (rows[0].count, rows[1].int(0, 0))
          }
        }
        var winners = 0
        for try await (updated, version) in group {
          winners += updated
          #expect(version == 2)
        }
        #expect(winners == 1)
      }
      await database.close()
    }
  }

  @Test func `claims never leak from one request to the next on a connection`() async throws {
    let database = try await Server.database(connections: 2, depth: 32)
    let enter = Statement(name: "enter", text: "select set_config('test.identity', $1, true)")
    let read = Statement(name: "identity", text: "select current_setting('test.identity', true)")
    try await withThrowingTaskGroup(of: Int.self) { group in
      for task in 0..<50 {
        group.addTask {
          var leaks = 0
          for turn in 0..<2000 {
            let identity = turn % 5 == 0 ? nil : "\(task)-\(turn)"
            let steps = (identity.map { [Step(enter, [.text($0)])] } ?? []) + [Step(read)]
            let seen = try await database.run(steps, on: .write).last?.string(0, 0) ?? ""
            if seen != identity ?? "" { leaks += 1 }
          }
          return leaks
        }
      }
      for try await leaks in group { #expect(leaks == 0) }
    }
    await database.close()
  }

  @Test func `values arrive as they were sent, and nothing is pasted`() async throws {
    let database = try await Server.database()
    let nasty = "'; drop table x; -- \\ \" ü \u{1F600}"
    #expect(try await database.write("select $1::text", [.text(nasty)]).string(0, 0) == nasty)
    #expect(try await database.write("select $1::text is null", [.null]).bool(0, 0) == true)
    #expect(try await database.write("select $1::bytea = '\\x00ff'", [.bytes([0, 255])]).bool(0, 0) == true)
    #expect(try await database.write("select $1::bool", [true]).bool(0, 0) == true)
    #expect(try await database.write("select $1::text", ["x"]).int(0, 0) == nil)
    await #expect(throws: PostgresError.invalidValue(parameter: 1, reason: "text must not contain NUL")) {
      try await database.write("select $1::text", ["a\0b"])
    }
    await database.close()
  }

  @Test func `what the server has forgotten or outgrown is prepared again`() async throws {
    try await Server.withSchema("create table item (id int); insert into item values (1)") { schema in
      let database = try await Server.database(connections: 1)
      #expect(try await database.write("select * from \(schema).item").columnCount == 1)
      _ = try await database.write("deallocate all")
      #expect(try await database.write("select * from \(schema).item").columnCount == 1)
      _ = try await database.write("alter table \(schema).item add name text")
      #expect(try await database.write("select * from \(schema).item").columnCount == 2)
      await database.close()
    }
  }

  @Test func `a statement that cannot be prepared fails alone, and again when asked again`() async throws {
    let database = try await Server.database(connections: 1)
    for _ in 0..<2 {
      let state = await sqlstate { () throws(PostgresError) in try await database.write("select * from no_such_table") }
      #expect(state == "42P01")
    }
    #expect(try await database.write("select 1").int(0, 0) == 1)
    await database.close()
  }

  @Test func `what a failed request has prepared stays prepared for those behind it`() async throws {
    let database = try await Server.database(connections: 1, depth: 32)
    await withTaskGroup(of: String?.self) { group in
      for task in 0..<200 {
        let enter = Statement(name: "enter", text: "select 1")
        let fail = Statement(name: "fail \(task % 7)", text: "select 1 / 0")
        group.addTask {
          await sqlstate { () throws(PostgresError) in
            try await database.run([Step(enter), Step(fail)], on: .write)[0]
          }
        }
      }
      for await state in group { #expect(state == "22012") }
    }
    await database.close()
  }
}
