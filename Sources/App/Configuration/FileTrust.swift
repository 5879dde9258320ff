import Domain
import Glibc

/// Whether a file can be trusted: nobody but the user and root can change it, replace it, or, where it is secret, read it. The rules are
/// those of OpenSSH (sshd_config(5), StrictModes): owner and mode of the file and of every folder on the way to it, from the user's home or
/// the root on. A folder with the sticky bit (`/tmp`) is accepted, because the file in it is checked as well.
package enum FileTrust {
    /// What nobody but the user and root may be able to do with the file.
    package enum Need: Hashable, Sendable {
        /// Nobody else may change it.
        case unchanged
        /// Nobody else may even read it.
        case secret
    }

    /// Why a file cannot be trusted.
    package struct Flaw: Hashable, Sendable {
        /// The path of the file, folder or link at fault.
        let path: String
        let kind: Kind

        enum Kind: Hashable, Sendable {
            /// It belongs to another user, with this number.
            case foreign(owner: UInt32)
            case writable(mode: UInt32)
            case writableFolder(mode: UInt32)
            case readable(mode: UInt32)
        }
    }

    /// Why what lies at a path cannot be trusted; `nil` where it can, or where there is nothing.
    package static func flaw(of path: String, _ need: Need) -> Flaw? {
        var walk = Walk()
        guard let status = walk.go(path) else { return nil }
        for (folder, status) in walk.folders {
            if let flaw = flaw(ofFolder: folder, status), !walk.isAboveHome(folder) { return flaw }
        }
        for (link, status) in walk.links {
            if let flaw = foreign(link, status) { return flaw }
        }
        return flaw(walk.place, status, need)
    }

    /// Why an open file cannot be trusted, without regard to the folders on the way to it.
    static func flaw(ofOpen status: stat, path: String, _ need: Need) -> Flaw? { flaw(path, status, need) }

    /// Why the program at the beginning of a shell's command line cannot be trusted; `nil` also where it is not named by its whole path.
    package static func flaw(ofCommand command: String) -> Flaw? {
        let word = command.drop { $0 == " " || $0 == "\t" }.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+~".contains($0)) }
        if word.hasPrefix("/") { return flaw(of: String(word), .unchanged) }
        guard word.hasPrefix("~/"), let home = ProgramFolders.variable("HOME") else { return nil }
        return flaw(of: home + word.dropFirst(), .unchanged)
    }

    private static func flaw(_ path: String, _ status: stat, _ need: Need) -> Flaw? {
        if let flaw = foreign(path, status) { return flaw }
        let mode = UInt32(status.st_mode)
        let isFolder = mode & UInt32(S_IFMT) == UInt32(S_IFDIR)
        switch need {
        case .unchanged: break
        case .secret: if mode & 0o077 != 0 { return Flaw(path: path, kind: .readable(mode: mode & 0o7777)) }
        }
        guard mode & 0o022 != 0 else { return nil }
        return Flaw(path: path, kind: isFolder ? .writableFolder(mode: mode & 0o7777) : .writable(mode: mode & 0o7777))
    }

    private static func flaw(ofFolder path: String, _ status: stat) -> Flaw? {
        if let flaw = foreign(path, status) { return flaw }
        let mode = UInt32(status.st_mode)
        return mode & 0o022 != 0 && mode & UInt32(S_ISVTX) == 0 ? Flaw(path: path, kind: .writableFolder(mode: mode & 0o7777)) : nil
    }

    private static func foreign(_ path: String, _ status: stat) -> Flaw? {
        status.st_uid == 0 || status.st_uid == geteuid() ? nil : Flaw(path: path, kind: .foreign(owner: status.st_uid))
    }

    /// Resolves a path as the system does, and records the folders and links on the way.
    private struct Walk {
        private(set) var folders: [(path: String, status: stat)] = []
        private(set) var links: [(path: String, status: stat)] = []
        /// The path that has been reached.
        private(set) var place = "/"
        private static let mostLinks = 40

        /// What stands at the end; `nil` where there is nothing.
        mutating func go(_ path: String) -> stat? {
            var steps = Self.steps(path)
            if !path.hasPrefix("/") {
                guard let here = getcwd(nil, 0) else { return nil }
                defer { free(here) }
                steps = Self.steps(String(cString: here)) + steps
            }
            var folder = "/"
            var status = stat()
            guard lstat("/", &status) == 0 else { return nil }
            folders.append(("/", status))
            while !steps.isEmpty {
                let step = steps.removeFirst()
                if step == ".." {
                    let slash = folder.lastIndex(of: "/") ?? folder.startIndex
                    folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
                    place = folder
                    guard lstat(folder, &status) == 0 else { return nil }
                    continue
                }
                place = folder == "/" ? "/" + step : folder + "/" + step
                guard lstat(place, &status) == 0 else { return nil }
                switch status.st_mode & S_IFMT {
                case S_IFLNK:
                    links.append((place, status))
                    guard links.count <= Self.mostLinks, let target = Self.target(place) else { return nil }
                    if target.hasPrefix("/") { folder = "/" }
                    steps = Self.steps(target) + steps
                    if steps.isEmpty {
                        place = folder
                        guard lstat(folder, &status) == 0 else { return nil }
                    }
                case S_IFDIR:
                    if !steps.isEmpty { folders.append((place, status)) }
                    folder = place
                default:
                    guard steps.isEmpty else { return nil }
                }
            }
            return status
        }

        /// Whether a folder lies above the user's home on the way through it; such folders are the administrator's (OpenSSH, safe_path).
        func isAboveHome(_ folder: String) -> Bool {
            guard let entry = getpwuid(geteuid()), let named = entry.pointee.pw_dir, let resolved = realpath(named, nil) else {
                return false
            }
            defer { free(resolved) }
            let home = String(cString: resolved)
            guard home != "/", folders.contains(where: { $0.path == home }) else { return false }
            return home.hasPrefix(folder == "/" ? "/" : folder + "/")
        }

        private static func steps(_ path: String) -> [String] {
            path.split(separator: "/").map(String.init).filter { $0 != "." }
        }

        private static func target(_ link: String) -> String? {
            var room = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let count = room.withUnsafeMutableBytes { readlink(link, $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count) }
            return count > 0 ? String(decoding: room[..<count], as: UTF8.self) : nil
        }
    }
}

extension FileTrust.Flaw {
    /// Says what is wrong, and which mode to set.
    package var failure: Failure {
        Failure(.configurationInvalid, message: message, remedy: [remedy])
    }

    var message: Phrase {
        let shown = CleanText.line(path, characters: 200)
        return switch kind {
        case .foreign(let owner):
            Phrase(en: "\(shown) belongs to another user (number \(owner)), so it is not used.", zh: "\(shown) 属于其他用户（编号 \(owner)），因此不予采用。")
        case .writable(let mode):
            Phrase(
                en: "Other users can change \(shown) (mode \(octal(mode))), so it is not used.",
                zh: "其他用户可以修改 \(shown)（权限 \(octal(mode))），因此不予采用。")
        case .writableFolder(let mode):
            Phrase(
                en: "Other users can change what is in the folder \(shown) (mode \(octal(mode))), so nothing in it is used.",
                zh: "其他用户可以修改文件夹 \(shown) 中的内容（权限 \(octal(mode))），因此不采用其中的任何文件。")
        case .readable(let mode):
            Phrase(
                en: "Other users can read \(shown) (mode \(octal(mode))), so it is not used.",
                zh: "其他用户可以读取 \(shown)（权限 \(octal(mode))），因此不予采用。")
        }
    }

    var remedy: Phrase {
        let shown = CleanText.line(path, characters: 200)
        return switch kind {
        case .foreign: Phrase(en: "Have it belong to you or to root, or name another one.", zh: "请让它归您或 root 所有，或改用其他文件。")
        case .writable, .writableFolder: Phrase(verbatim: "chmod go-w \(shown)")
        case .readable: Phrase(verbatim: "chmod 600 \(shown)")
        }
    }

    private func octal(_ mode: UInt32) -> String { String(mode, radix: 8) }
}
