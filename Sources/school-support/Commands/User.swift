import ArgumentParser
import Jobs

/// Users, from the command line.
struct User: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create or disable a user, or set a password.",
    discussion: "Passwords are read from standard input, never from an argument.",
    subcommands: [Create.self, Disable.self, SetPassword.self])

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
      try await Administration.run { session in
        try await UserAdministration(session)
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
      try await Administration.run { try await UserAdministration($0).setPassword(email: email, password: password) }
      print("Set the password of \(email).")
    }
  }
}
