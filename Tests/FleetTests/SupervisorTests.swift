import Foundation
import Logging
import ServiceLifecycle
import Testing

@testable import Fleet

struct SupervisorTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func supervisor(_ script: String, count: Int = 1, grace: Duration = .seconds(5)) -> Supervisor {
    let program = Program(kind: "test", executable: "/bin/sh", arguments: ["-c", "cd \(folder.path); \(script)"])
    return Supervisor(
      limits: Roster.Limits(grace: grace), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) {
      Array(repeating: program, count: count)
    }
  }

  /// Runs the supervisor until the condition holds, then shuts it down and waits for its end.
  private func run(_ supervisor: Supervisor, until condition: @escaping @Sendable () -> Bool) async throws {
    let group = ServiceGroup(
      configuration: .init(services: [supervisor], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    let running = Task { try await group.run() }
    for _ in 0..<1000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
    #expect(condition())
    await group.triggerGracefulShutdown()
    try await running.value
  }

  private func lines(_ file: String) -> [String] {
    let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return text?.split(separator: "\n").map(String.init) ?? []
  }

  private func isRunning(_ pid: String) -> Bool { kill(pid_t(pid) ?? 0, 0) == 0 }

  @Test func `a child that is killed is started again, and the end of the supervisor is theirs`() async throws {
    let supervisor = supervisor("echo $$ >> pids; exec sleep 600", count: 2)
    let folder = folder
    try await run(supervisor) {
      let pids =
        (try? String(contentsOf: folder.appending(path: "pids"), encoding: .utf8))?.split(separator: "\n") ?? []
      if pids.count == 2, let first = pids.first, let pid = pid_t(first) { kill(pid, SIGKILL) }
      return pids.count >= 3
    }
    #expect(lines("pids").filter(isRunning) == [])
  }

  @Test func `a child that ignores SIGTERM is killed after the grace period`() async throws {
    let supervisor = supervisor(
      "trap '' TERM; echo $$ >> pids; while :; do sleep 0.05; done", grace: .milliseconds(300))
    let folder = folder
    try await run(supervisor) { FileManager.default.fileExists(atPath: folder.appending(path: "pids").path) }
    #expect(lines("pids").count == 1)
    #expect(lines("pids").filter(isRunning) == [])
  }

  @Test func `children that cannot start end the supervisor with a reason`() async throws {
    await #expect(throws: Supervisor.CannotRun.self) { try await supervisor("exit 78").run() }
  }
}
