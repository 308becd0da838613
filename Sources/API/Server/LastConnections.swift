import CLinux
import Glibc
import NIOCore
import NIOPosix

/// Ends a listening socket without turning away who is connected to it already: the kernel lets callers in, up to the backlog, before
/// this process learns of them, and breaks those connections when the socket is closed.
struct LastConnections: Sendable {
  let listener: any Channel
  let address: ListenAddress

  func takeInAndClose() {
    switch address {
    case .unix:
      // Once another socket has this one's name, nobody else comes.
      _ = listener.eventLoop.scheduleTask(in: .milliseconds(250)) { listener.close(promise: nil) }
    case .tcp: Task { await takeInAndCloseTCP() }
    }
  }

  private func takeInAndCloseTCP() async {
    if let socket = listener as? any SocketOptionProvider {
      try? await socket.unsafeSetSocketOption(
        level: .socket, name: .init(rawValue: SO_ATTACH_FILTER), value: clinux_deaf_to_new_connections()
      ).get()
      // A connection that is being made gets its last packet within this time, and then waits to be taken.
      repeat {
        try? await Task.sleep(for: .milliseconds(20))
      } while ((try? await socket.getTCPInfo().get().tcpi_unacked) ?? 0) > 0
    }
    listener.close(promise: nil)
  }
}
