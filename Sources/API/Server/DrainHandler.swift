import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends a connection between two requests when its process drains: the next answer says `Connection: close`, and what
/// stays silent for a while is closed. Closing at once would meet requests that are on their way.
final class DrainHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Fired on each connection's pipeline.
  struct Drain: Sendable {}

  private static let silence = TimeAmount.seconds(1)

  private var requests = 0
  private var isDraining = false
  private var isClosing = false
  private var timer: Scheduled<Void>?

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is Drain else { return context.fireUserInboundEventTriggered(event) }
    isDraining = true
    if requests > 0 { return quiesce(context) }
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.silence) { self.quiesce(context) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) {
      requests += 1
      if isDraining { quiesce(context) }
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { requests -= 1 }
    context.write(data, promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  /// NIO's and Hummingbird's handlers do the rest.
  private func quiesce(_ context: ChannelHandlerContext) {
    timer?.cancel()
    guard !isClosing else { return }
    isClosing = true
    context.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
  }
}
