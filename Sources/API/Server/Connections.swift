import NIOCore
import Synchronization

/// The open connections of a listener, so that all can be told to drain.
final class Connections: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isDraining = false
  }

  private let state = Mutex(State())

  func add(_ channel: any Channel) {
    let id = ObjectIdentifier(channel)
    state.withLock { $0.channels[id] = channel }
    channel.closeFuture.whenComplete { _ in
      self.state.withLock { _ = $0.channels.removeValue(forKey: id) }
    }
  }

  /// To be called once its handlers are in place: a connection that came at the last moment drains, too.
  func isSetUp(_ channel: any Channel) {
    if state.withLock({ $0.isDraining }) { channel.pipeline.fireUserInboundEventTriggered(DrainHandler.Drain()) }
  }

  func drain() {
    let channels = state.withLock { state in
      state.isDraining = true
      return Array(state.channels.values)
    }
    for channel in channels { channel.pipeline.fireUserInboundEventTriggered(DrainHandler.Drain()) }
  }
}
