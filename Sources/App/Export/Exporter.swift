import Core
import Domain
import Glibc
import Session

/// Writes an export into a file that only its owner can read. Either the whole file is there afterwards, or nothing has changed.
enum Exporter {
    /// Disks may be slow; fetches do not wait for them.
    static let thread = JobThread()

    static func write(_ request: ExportRequest) -> OperationEvent {
        let path = absolute(request.path)
        let bytes = ExportText.bytes(request.table, request.format)
        switch request.existing {
        case .kept:
            // An existing file is noticed here; one that appears meanwhile makes `link` below fail.
            if exists(path) { return .exported(.exists) }
        case .replaced: break
        }
        let staged = path + ".\(getpid()).new"
        let refusal = FileContent.stage(bytes, at: staged)
        guard refusal == 0 else { return .failed(refused(staged, refusal)) }
        let number =
            switch request.existing {
            case .kept: name(staged, path)
            case .replaced: rename(staged, path) == 0 ? 0 : errno
            }
        unlink(staged)
        if number == 0 { return .exported(.written(path: path)) }
        if number == EEXIST { return .exported(.exists) }
        return .failed(refused(path, number))
    }

    /// Gives the file a name that nothing has yet. Answers with an error number, or 0.
    private static func name(_ staged: String, _ path: String) -> Int32 {
        if link(staged, path) == 0 { return 0 }
        guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { return errno }
        // A file system without links, such as that of a memory stick: the name is taken first, empty.
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return errno }
        close(file)
        guard rename(staged, path) != 0 else { return 0 }
        let number = errno
        unlink(path)
        return number
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// `~/` is the user's home, as in a shell; other relative paths begin at the working directory.
    static func absolute(_ path: String) -> String {
        if path.hasPrefix("~/"), let home = ProgramFolders.variable("HOME"), !home.isEmpty { return home + "/" + path.dropFirst(2) }
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        let folder = String(cString: here)
        return (folder == "/" ? "" : folder) + "/" + path
    }

    private static func refused(_ path: String, _ number: Int32) -> Failure {
        let shown = CleanText.line(path)
        return WriteRefusal(number: number).failure(
            Phrase(en: "The file \(shown) cannot be written", zh: "无法写入文件 \(shown)"),
            elsewhere: Phrase(en: "Choose another name or folder.", zh: "请选择其他文件名或文件夹。"))
    }
}
