import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends a connection between two requests when its process drains, or when a request asks for another protocol: the next
/// answer says `Connection: close`, and what stays silent for a while is closed. Closing at once would meet requests that
/// are on their way.
final class DrainHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// Fired on each connection's pipeline.
  struct Drain: Sendable {}

  private let silence: TimeAmount
  private var requests = 0
  private var isAnswering = false
  private var isDraining = false
  private var isClosing = false
  private var timer: Scheduled<Void>?

  /// - Parameter silence: after so long without a request a draining connection is closed. A proxy that closes its own idle
  ///   connections sooner never meets one that closes under its hands.
  init(silence: TimeAmount) { self.silence = silence }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is Drain else { return context.fireUserInboundEventTriggered(event) }
    isDraining = true
    // An answer whose head is out already cannot say that it is the last.
    if requests > (isAnswering ? 1 : 0) { return quiesce(context) }
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: silence) { self.quiesce(context) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // First the handlers behind this one learn of the request, or they would find the connection idle and close it.
    context.fireChannelRead(data)
    guard case .head(let head) = unwrapInboundIn(data) else { return }
    requests += 1
    // NIO's decoder takes nothing in behind a request to speak something else, and keeps whatever comes.
    if isDraining || head.headerFields[.upgrade] != nil || head.method == .connect { quiesce(context) }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    var part = unwrapOutboundIn(data)
    switch part {
    case .head(var head):
      isAnswering = true
      // Or the client would keep a connection that ends.
      if isClosing { head.headerFields[.connection] = "close" }
      part = .head(head)
    case .body: break
    case .end: (isAnswering, requests) = (false, requests - 1)
    }
    context.write(wrapOutboundOut(part), promise: promise)
  }

  func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

  /// Hummingbird's handler closes the connection when nothing is in progress on it.
  private func quiesce(_ context: ChannelHandlerContext) {
    timer?.cancel()
    guard !isClosing else { return }
    isClosing = true
    context.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
  }
}
