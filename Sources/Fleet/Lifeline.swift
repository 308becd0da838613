import Glibc
import ServiceLifecycle
import Threads

/// In a child: notices the end of its supervisor, and then ends the services that run beside it.
public struct Lifeline: Service {
  /// Ends when the supervisor does.
  private let descriptor: Int32

  public init(descriptor: Int32 = 0) { self.descriptor = descriptor }

  /// Returns when the supervisor is gone, or on shutdown.
  public func run() async throws {
    let (ended, continuation) = AsyncStream<Void>.makeStream()
    let descriptor = descriptor
    BlockingThread.start {
      var byte: UInt8 = 0
      while true {
        let count = read(descriptor, &byte, 1)
        if count == 0 || (count == -1 && errno != EINTR) { break }
      }
      continuation.finish()
    }
    await cancelWhenGracefulShutdown {
      for await _ in ended {}
    }
  }
}
