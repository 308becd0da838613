import Foundation
import Testing

@testable import Fleet

struct ServiceManagerTests {
  @Test func `systemd is told on its socket`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString.prefix(8)).sock").path
    let listener = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    let manager = ServiceManager(["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "\(getpid())"])
    manager.isReady("well")
    var buffer = [UInt8](repeating: 0, count: 200)
    let count = recv(listener, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    #expect(count > 0 && String(decoding: buffer[..<max(0, count)], as: UTF8.self) == "READY=1\nSTATUS=well")
    #expect(manager.watchdogInterval == .seconds(10))
    #expect(ServiceManager(["WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "1"]).watchdogInterval == nil)
  }
}
