import Foundation
import Glibc
import Postgres
import Synchronization
import Testing

struct FailureTests {
  /// What became of many writes.
  private final class Tally: Sendable {
    let acknowledged = Mutex<Set<Int>>([])
    let unknown = Mutex(0)
  }

  @Test func `killed backends lose no acknowledged write and hang nobody`() async throws {
    try await Server.withSchema("create table item (id bigint primary key)") { schema in
      let database = try await Server.database(connections: 4, depth: 4)
      let pids =
        "select pg_terminate_backend(pid) from pg_stat_activity where query like '%\(schema).item%' and pid <> pg_backend_pid()"
      let killer = try await Server.session()
      let tally = Tally()
      await withTaskGroup(of: Void.self) { group in
        for task in 0..<16 {
          group.addTask {
            for turn in 0..<200 {
              let id = task * 1000 + turn
              let failure = await failure { () throws(PostgresError) in
                try await database.write("insert into \(schema).item values ($1)", [.int(id)])
              }
              switch failure {
              case nil: _ = tally.acknowledged.withLock { $0.insert(id) }
              case .connectionLost(sent: true): tally.unknown.withLock { $0 += 1 }
              default: break
              }
            }
          }
        }
        group.addTask {
          for _ in 0..<10 {
            try? await Task.sleep(for: .milliseconds(30))
            _ = try? await killer.query(pids)
          }
        }
      }
      let rows = try await database.write("select id from \(schema).item")
      let stored = Set((0..<rows.count).compactMap { rows.int($0, 0) })
      #expect(tally.acknowledged.withLock { $0 }.subtracting(stored) == [])
      #expect(tally.unknown.withLock { $0 } > 0)
      #expect(database.statistics.write.lost > 0)
      #expect(tally.acknowledged.withLock { $0.count } > 500)
      await killer.close()
      await database.close()
    }
  }

  @Test func `who waits too long for a connection is told that it is busy`() async throws {
    let database = try await Server.database(connections: 1, depth: 1, queueTimeout: .milliseconds(100))
    let door = try await Door()
    async let slow = database.write(door.passage)
    try await eventually { database.statistics.write.inFlight == 1 }
    await #expect(throws: PostgresError.busy) { try await database.write("select 1") }
    try await door.open()
    _ = try await slow
    #expect(try await database.write("select 1").int(0, 0) == 1)
    await database.close()
  }

  @Test func `a caller who is cancelled while waiting leaves at once`() async throws {
    let database = try await Server.database(connections: 1, depth: 1)
    let door = try await Door()
    async let slow = database.write(door.passage)
    try await eventually { database.statistics.write.inFlight == 1 }
    let waiting = Task { try await database.write("select 1") }
    try await eventually { database.statistics.write.waiting == 1 }
    waiting.cancel()
    let outcome = await waiting.result
    #expect(throws: PostgresError.cancelled) { try outcome.get() }
    #expect(database.statistics.write.inFlight == 1)
    try await door.open()
    _ = try await slow
    await database.close()
  }

  @Test func `closing finishes what was asked before and refuses what comes after`() async throws {
    let database = try await Server.database(connections: 1, depth: 1)
    let door = try await Door()
    let passage = door.passage
    let first = Task { try await database.write(passage) }
    try await eventually { database.statistics.write.inFlight == 1 }
    let before = (0..<5).map { number in Task { try await database.write("select $1::int", [.int(number)]) } }
    try await eventually { database.statistics.write.waiting == 5 }
    async let closing: Void = database.close()
    try await door.open()
    await closing
    _ = try await first.value
    for (number, task) in before.enumerated() { #expect(try await task.value.int(0, 0) == number) }
    await #expect(throws: PostgresError.closed) { try await database.write("select 1") }
  }

  @Test func `a server that answers no more hangs nobody`() async throws {
    let database = try await Server.database(connections: 1, depth: 1, deadline: .seconds(1))
    await #expect(throws: PostgresError.connectionLost(sent: true)) { try await database.write("select pg_sleep(5)") }
    #expect(try await database.write("select 1").int(0, 0) == 1)
    await database.close()
  }

  @Test func `where there is no server the reason is told, without the password`() async throws {
    let database = Database(
      DatabaseConfiguration(
        conninfo: "postgresql://somebody:secret-password@127.0.0.1:1/nothing", lanes: [.write: .write]))
    let failure = await failure { () throws(PostgresError) in try await database.write("select 1") }
    guard case .unreachable(let reason) = failure else {
      Issue.record("not unreachable: \(String(describing: failure))")
      return
    }
    #expect(!reason.contains("secret-password"))
    #expect(reason.contains("127.0.0.1"))
    await database.close()
  }

  @Test func `a listener that never speaks counts as unreachable`() async throws {
    let (listener, port) = silentListener()
    defer { close(listener) }
    let database = Database(
      DatabaseConfiguration(
        conninfo: "postgresql://x@127.0.0.1:\(port)/x?sslmode=disable&gssencmode=disable", lanes: [.write: .write],
        queueTimeout: .seconds(20), connectTimeout: 2))
    while !(database.statistics.failure ?? "").contains("timeout expired") {
      try await Task.sleep(for: .milliseconds(50))
    }
    await database.close()
  }

  @Test func `a host that never speaks keeps nobody from the next one`() async throws {
    let (listener, port) = silentListener()
    defer { close(listener) }
    let server = try #require(URLComponents(string: try Server.url))
    let given = Dictionary(uniqueKeysWithValues: (server.queryItems ?? []).map { ($0.name, $0.value ?? "") })
    let host = given["host"] ?? server.host ?? "localhost"
    let realPort = given["port"] ?? server.port.map(String.init) ?? "5432"
    let database = Database(
      DatabaseConfiguration(
        conninfo: """
          host='127.0.0.1,\(host)' port='\(port),\(realPort)' user='\(server.user ?? "postgres")' \
          password='\(server.password ?? "")' dbname='\(server.path.dropFirst())'
          """, lanes: [.write: .write], queueTimeout: .seconds(30), connectTimeout: 2))
    #expect(try await database.write("select 1").int(0, 0) == 1)
    await database.close()
  }

  /// A socket of this machine that connects and says nothing, and its port.
  private func silentListener() -> (Int32, UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        #expect(bind(listener, address, length) == 0)
        #expect(listen(listener, 8) == 0)
        getsockname(listener, address, &length)
      }
    }
    return (listener, UInt16(bigEndian: address.sin_port))
  }
}
