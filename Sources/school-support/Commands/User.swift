import ArgumentParser
import Jobs

/// Users, from the command line.
struct User: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create or disable a user, set or reset a password, remove or require a second factor.",
    discussion: "Passwords are read from standard input, never from an argument.",
    subcommands: [
      Create.self, Disable.self, SetPassword.self, ResetPassword.self,
      RemoveSecondFactor.self, RequireSecondFactor.self,
    ])

  enum Role: String, ExpressibleByArgument, CaseIterable {
    case teacher
    case formMaster = "form_master"
    case admin
  }

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create a user of a school.")

    @Option(help: "The school's name or id.") var school: String
    @Option(help: "What the user signs in with.") var email: String
    @Option(help: "The user's name.") var name: String
    @Option(help: "teacher, form_master or admin.") var role: Role

    func run() async throws {
      let password = try PasswordPrompt.read()
      let common = try await Settings().commonPasswords()
      try await Administration.run { session in
        try await UserAdministration(session, unlike: common)
          .create(school: school, email: email, name: name, role: role.rawValue, password: password)
      }
      print("Created \(email).")
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Disable a user and end their sessions.")

    @Option(help: "What the user signs in with.") var email: String

    func run() async throws {
      try await Administration.run { try await UserAdministration($0).disable(email: email) }
      print("Disabled \(email).")
    }
  }

  struct SetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Set a user's password and end their sessions.")

    @Option(help: "What the user signs in with.") var email: String

    func run() async throws {
      let password = try PasswordPrompt.read()
      let common = try await Settings().commonPasswords()
      try await Administration.run {
        try await UserAdministration($0, unlike: common).setPassword(email: email, password: password)
      }
      print("Set the password of \(email).")
    }
  }

  struct ResetPassword: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a link by which a user sets a new password, once and within an hour.",
      discussion: "Give it to the user in person, or by another way that nobody else reads.")

    @Argument(help: "What the user signs in with.") var email: String

    func run() async throws {
      let url = try await Settings().publicURL()
      try await Administration.run { session in
        print(try await UserAdministration(session).resetPassword(email: email, publicURL: url))
      }
    }
  }

  struct RemoveSecondFactor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a user's second factor away, when device and recovery codes are lost, and end their sessions.")

    @Option(help: "What the user signs in with.") var email: String

    func run() async throws {
      try await Administration.run { try await UserAdministration($0).removeSecondFactor(email: email) }
      print("Removed the second factor of \(email).")
    }
  }

  struct RequireSecondFactor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which roles of a school must have a second factor; none without --role.",
      discussion: "Who has none yet can sign in and set one up, and reaches nothing else.")

    @Option(help: "The school's name or id.") var school: String
    @Option(help: "teacher, form_master or admin; may be repeated.") var role: [Role] = []

    func run() async throws {
      let roles = role.map(\.rawValue)
      try await Administration.run { session in
        try await UserAdministration(session).requireSecondFactor(school: school, roles: roles)
      }
      print(roles.isEmpty ? "Nobody must." : "Required for: \(roles.joined(separator: ", ")).")
    }
  }
}
