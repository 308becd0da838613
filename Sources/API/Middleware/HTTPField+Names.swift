import HTTPTypes

extension HTTPField.Name {
  static let referrerPolicy = Self("Referrer-Policy")!
  static let lastEventID = Self("Last-Event-ID")!
  static let link = Self("Link")!
  static let xDatabasePosition = Self("X-Database-Position")!
  static let xRequestID = Self("X-Request-Id")!
  static let xForwardedFor = Self("X-Forwarded-For")!
  static let idempotencyKey = Self("Idempotency-Key")!
  static let xCSRFToken = Self("X-CSRF-Token")!
}
