import HTTPTypes
import Hummingbird
import Logging

/// Serves the web pages where no proxy does: files of `web/`, and what Debian's packages have of what they are built with.
struct WebPages: RouterMiddleware {
  typealias Context = APIContext

  /// The same as in deploy/nginx: nothing from elsewhere, no inline code.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    + "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
  private static let libraries = ["bootstrap5", "chart.js"]

  private let folders: [FileMiddleware<APIContext, LocalFileSystem>]

  /// - Parameter root: the folder `web`.
  init(root: String, logger: Logger) {
    let cache = CacheControl([(.init(type: .any), [.noCache])])
    folders =
      Self.libraries.map { name in
        FileMiddleware(
          "/usr/share/javascript/\(name)", urlBasePath: "/vendor/\(name)", cacheControl: cache, logger: logger)
      } + [FileMiddleware(root, cacheControl: cache, searchForIndexHtml: true, logger: logger)]
  }

  func handle(
    _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let missing as HTTPError where missing.status == .notFound {
      // A part of a file, which the library counts wrongly, is no more than the whole.
      var head = request.head
      head.headerFields[.range] = nil
      let whole = Request(head: head, body: request.body)
      for folder in folders {
        do {
          var response = try await folder.handle(whole, context: context) { _, _ in throw missing }
          response.headers[.contentSecurityPolicy] = Self.policy
          response.headers[.acceptRanges] = "none"
          return response
        } catch let error as HTTPError where error.status == .notFound {}
      }
      throw missing
    }
  }
}
