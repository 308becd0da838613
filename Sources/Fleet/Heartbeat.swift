import Glibc
import ServiceLifecycle

/// In a child: reports to the supervisor once a second, and more often until it is ready.
public struct Heartbeat: Service {
  /// A socket to the supervisor.
  private let descriptor: Int32
  private let report: @Sendable () async -> Report

  /// - Parameter report: must return soon while the child works, and not at all when it is stuck.
  public init(descriptor: Int32 = 0, report: @escaping @Sendable () async -> Report) {
    self.descriptor = descriptor
    self.report = report
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let report = await report()
        send(report)
        try? await Task.sleep(for: report.problem == nil ? .seconds(1) : .milliseconds(100))
      }
    }
  }

  /// One packet, or nothing while the supervisor does not read.
  private func send(_ report: Report) {
    let bytes = report.bytes
    _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
  }
}
