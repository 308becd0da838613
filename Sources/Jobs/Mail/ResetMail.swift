/// The mail with a link to set a new password.
struct ResetMail {
  let from: String
  let to: String
  let name: String
  let link: ResetLink

  /// Headers and body (RFC 5322). The name is in the body only: an e-mail has no line ends, a name might.
  var text: String {
    """
    From: School Support <\(from)>
    To: <\(to)>
    Subject: A new password for School Support
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit
    Auto-Submitted: auto-generated

    Hello \(name),

    somebody, hopefully you, asked for a new password for your account. Within an hour, and once, this link sets one:

    \(link)

    It ends all your sessions. If you did not ask, do nothing: your password stays as it is.

    """
  }
}
