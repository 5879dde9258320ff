import Age
import Domain
import Glibc

extension VaultProblem {
    /// The problem as a failure: cause, sentence and remedy.
    public var failure: Failure {
        switch self {
        case .missing(let path): VaultFileWords.missing(path)
        case .exists(let path): VaultFileWords.exists(path)
        case .backupExists(let path): VaultFileWords.backupExists(path)
        case .locked: PassphraseWords.locked
        case .passphraseWrong: PassphraseWords.wrong
        case .passphraseChanged: PassphraseWords.changed
        case .passphraseEmpty: PassphraseWords.empty
        case .damaged(let path, let damage): VaultFileWords.damaged(path, damage)
        case .workFactorTooHigh(let limit): VaultFileWords.workFactorTooHigh(limit)
        case .newerVersion(let version): VaultFileWords.newerVersion(version)
        case .openToOthers(let path, let place): AccessWords.openToOthers(path, place)
        case .foreign(let path, let place): AccessWords.foreign(path, place)
        case .notAFile(let path, let thing): AccessWords.notAFile(path, thing)
        case .refused(let path, let number): AccessWords.refused(path, number)
        case .busy(let path, let waited): AccessWords.busy(path, waited)
        case .memoryExhausted: AccessWords.memoryExhausted
        case .nameTaken(let name): ConnectionWords.nameTaken(name)
        case .nameUnknown(let name): ConnectionWords.nameUnknown(name)
        case .nameUnsuitable: ConnectionWords.nameUnsuitable
        case .alreadyConnected(let name): ConnectionWords.alreadyConnected(name)
        case .credentialUnsuitable: ConnectionWords.credentialUnsuitable
        case .declined(let failure): failure
        }
    }
}

/// What is, or is not, in the vault's place, and whether it can be read.
private enum VaultFileWords {
    static func missing(_ path: String) -> Failure {
        failure(
            .vaultMissing, ["path": path], "There is no vault at {path}.", "{path} 处没有保险库。",
            [("Create one with “tidegate vault create”.", "用 “tidegate vault create” 创建。")])
    }

    static func exists(_ path: String) -> Failure {
        failure(
            .vaultExists, ["path": path], "There is a vault at {path} already. It is never written over.",
            "{path} 处已有保险库，不会被覆盖。",
            [("Use it, or move the file away first.", "请直接使用；若要新建，请先移走该文件。")])
    }

    static func backupExists(_ path: String) -> Failure {
        failure(
            .vaultMissing, ["path": path], "The vault is gone, but its last good generation is at {path}.",
            "保险库文件不见了，但上一份完好的备份在 {path}。",
            [
                (
                    "Start tidegate, type the passphrase and open it with Ctrl-B; or move it away before creating a new vault.",
                    "请启动 tidegate，输入密码短语后按 Ctrl-B 打开；若要新建，请先移走它。"
                )
            ])
    }

    static func damaged(_ path: String, _ damage: VaultProblem.Damage) -> Failure {
        failure(
            .vaultDamaged, ["path": path], "The vault {path} cannot be read: \(damage.words[.english]).",
            "无法读取保险库 {path}：\(damage.words[.simplifiedChinese])。",
            damage.remedy)
    }

    static func workFactorTooHigh(_ limit: Int) -> Failure {
        failure(
            .vaultDamaged, ["limit": String(limit)], "The vault asks for more work than is allowed (a work factor above {limit}).",
            "保险库要求的运算量超出上限（work factor 高于 {limit}）。",
            [("Seal it again with the age program and a work factor up to {limit}.", "请用 age 程序以不高于 {limit} 的 work factor 重新加密。")])
    }

    static func newerVersion(_ version: String) -> Failure {
        failure(
            .vaultDamaged, ["version": version], "A newer program wrote this vault (version {version}). It is not damaged.",
            "此保险库由更新的版本写入（版本 {version}），并未损坏。",
            [("Update this program. Nothing was changed.", "请更新本程序。未作任何改动。")])
    }
}

/// The lock and its passphrase.
private enum PassphraseWords {
    static var locked: Failure {
        failure(.vaultLocked, [:], "The vault is locked.", "保险库已锁定。", [("Unlock it with its passphrase.", "请用密码短语解锁。")])
    }

    static var wrong: Failure {
        failure(
            .vaultPassphraseWrong, [:], "This passphrase does not open the vault.", "此密码短语无法打开保险库。",
            [("Type it again; mind capitals and the keyboard layout. Nobody can recover it.", "请重新输入，注意大小写和键盘布局。密码短语无法找回。")])
    }

    static var changed: Failure {
        failure(
            .vaultPassphraseWrong, [:], "Another program changed the vault's passphrase.", "其他程序更改了保险库的密码短语。",
            [("Lock the vault and unlock it with the new one.", "请锁定后用新的密码短语解锁。")])
    }

    static var empty: Failure {
        failure(
            .vaultPassphraseWrong, [:], "An empty passphrase protects nothing.", "密码短语不能为空。",
            [("Choose a passphrase of several words.", "请选用由多个词组成的密码短语。")])
    }
}

/// What the system, other users or other programs do not allow.
private enum AccessWords {
    static func openToOthers(_ path: String, _ place: VaultProblem.Place) -> Failure {
        switch place {
        case .folder:
            failure(
                .vaultUnwritable, ["path": path], "Other users may enter the folder {path}.", "其他用户可以进入文件夹 {path}。",
                [("chmod 700 {path}", "chmod 700 {path}")])
        case .file:
            failure(
                .vaultUnwritable, ["path": path], "Other users may read or change {path}.", "其他用户可以读取或修改 {path}。",
                [
                    ("chmod 600 {path}", "chmod 600 {path}"),
                    ("Change the passphrase if they may have copied it.", "若可能已被他人复制，请更换密码短语。"),
                ])
        }
    }

    static func foreign(_ path: String, _ place: VaultProblem.Place) -> Failure {
        switch place {
        case .folder:
            failure(
                .vaultUnwritable, ["path": path], "The folder {path} belongs to another user.", "文件夹 {path} 属于其他用户。",
                [("Run the program as its owner, or choose another folder with --home.", "请以其所有者身份运行，或用 --home 指定其他文件夹。")])
        case .file:
            failure(
                .vaultUnwritable, ["path": path], "{path} belongs to another user.", "{path} 属于其他用户。",
                [("Run the program as its owner.", "请以其所有者身份运行。")])
        }
    }

    static func notAFile(_ path: String, _ thing: VaultProblem.Thing) -> Failure {
        switch thing {
        case .symbolicLink:
            failure(
                .vaultUnwritable, ["path": path], "{path} is a symbolic link, which is not followed.", "{path} 是符号链接，不会被跟随。",
                [("Put the file itself there; to keep it elsewhere, name that folder with --home.", "请将文件本身放在该处；若要放在别处，请用 --home 指定文件夹。")])
        case .folder:
            failure(
                .vaultUnwritable, ["path": path], "{path} is a folder and not a file.", "{path} 是文件夹，不是文件。",
                [("Move the folder away, or choose another place with --home.", "请移走该文件夹，或用 --home 指定其他位置。")])
        case .other:
            failure(
                .vaultUnwritable, ["path": path], "{path} is not a plain file.", "{path} 不是普通文件。",
                [("A pipe, a socket or a device stands there: put the file itself there.", "该处是管道、套接字或设备，请将文件本身放在该处。")])
        }
    }

    static func refused(_ path: String, _ number: Int32) -> Failure {
        failure(
            .vaultUnwritable, ["path": path], "The system refused access to {path}: \(words(number).english).",
            "系统拒绝访问 {path}：\(words(number).simplifiedChinese)。", remedy(number))
    }

    static func busy(_ path: String, _ waitedMilliseconds: Int) -> Failure {
        failure(
            .vaultBusy, ["path": path, "seconds": String(waitedMilliseconds / 1_000)],
            "Another program has been writing to the vault {path} for {seconds} s.", "其他程序占用保险库 {path} 已 {seconds} 秒。",
            [("Wait until it has finished, or end it.", "请等待其完成，或结束该程序。")], retry: .later)
    }

    static var memoryExhausted: Failure {
        failure(
            .vaultUnwritable, [:], "There is not enough memory to open or write the vault.", "内存不足，无法打开或写入保险库。",
            [
                (
                    "End other programs. Opening takes up to 1 GiB, for a work factor of 18 a quarter of it.",
                    "请关闭其他程序。打开保险库最多需要 1 GiB 内存，work factor 为 18 时约需四分之一。"
                )
            ],
            retry: .later)
    }

    private static func words(_ number: Int32) -> Phrase {
        switch number {
        case ENOSPC: Phrase(en: "no space left on the disk", zh: "磁盘空间不足")
        case EDQUOT: Phrase(en: "disk quota exceeded", zh: "超出磁盘配额")
        case EROFS: Phrase(en: "the file system is read-only", zh: "文件系统为只读")
        case EACCES, EPERM: Phrase(en: "permission denied", zh: "没有权限")
        case EIO: Phrase(en: "the disk failed", zh: "磁盘读写错误")
        case ENOTDIR: Phrase(en: "a part of the path is not a folder", zh: "路径中有一部分不是文件夹")
        case ENAMETOOLONG: Phrase(en: "the path is too long", zh: "路径过长")
        case EMFILE, ENFILE: Phrase(en: "too many open files", zh: "打开的文件过多")
        default: Phrase(en: "error \(number) of the system", zh: "系统错误 \(number)")
        }
    }

    private static func remedy(_ number: Int32) -> [(String, String)] {
        switch number {
        case ENOSPC, EDQUOT: [("Make room on the disk. The vault is as it was before.", "请腾出磁盘空间。保险库保持原样。")]
        case EROFS:
            [
                (
                    "The file system is read-only: mount it for writing, or choose another folder with --home.",
                    "文件系统只读：请以可写方式挂载，或用 --home 指定其他文件夹。"
                )
            ]
        case EACCES, EPERM: [("Check owner and mode of the folder and of the file.", "请检查文件夹和文件的所有者与权限。")]
        default:
            [
                (
                    "Check the disk. The vault holds what it held before, or all of the new content.",
                    "请检查磁盘。保险库内容为保存前或保存后的完整内容。"
                )
            ]
        }
    }
}

/// The connections in the vault.
private enum ConnectionWords {
    static func nameTaken(_ name: String) -> Failure {
        failure(
            .nameTaken, ["name": name], "There is a connection named {name} already.", "已有名为 {name} 的连接。",
            [("Choose another name.", "请换一个名称。")])
    }

    static func nameUnknown(_ name: String) -> Failure {
        failure(
            .nameUnknown, ["name": name], "There is no connection named {name}.", "没有名为 {name} 的连接。",
            [("“tidegate list” shows the names.", "用 “tidegate list” 查看所有名称。")])
    }

    static var nameUnsuitable: Failure {
        failure(
            .configurationInvalid, [:], "This name cannot be used for a connection.", "此名称不能用于连接。",
            [("Use 1 to 64 visible characters that do not begin with a hyphen.", "请使用 1 至 64 个可见字符，且不以连字符开头。")])
    }

    static func alreadyConnected(_ name: String) -> Failure {
        failure(
            .alreadyConnected, ["name": name], "This key is stored already, as {name}.", "此 Key 已保存为 {name}。",
            [("Use that connection, or replace its credentials.", "请使用该连接，或替换其凭证。")])
    }

    static var credentialUnsuitable: Failure {
        failure(
            .credentialsMalformed, [:], "A credential is not valid text.", "凭证不是有效的文本。",
            [("Copy it again from the exchange's page.", "请从交易所页面重新复制。")])
    }
}

private func failure(
    _ cause: Cause, _ values: [String: String], _ english: String, _ chinese: String, _ remedy: [(String, String)],
    retry: Failure.Retry = .never
) -> Failure {
    let values = values.mapValues { CleanText.line($0) }
    return Failure(
        cause, message: Phrase(en: english, zh: chinese).filling(values),
        remedy: remedy.map { Phrase(en: $0.0, zh: $0.1).filling(values) }, retry: retry)
}

extension VaultProblem.Damage {
    /// What is wrong, for the middle of a sentence.
    var words: Phrase {
        switch self {
        case .empty: Phrase(en: "it is empty", zh: "文件为空")
        case .notEncrypted: Phrase(en: "it is not encrypted; text in the clear stands in the vault's place", zh: "文件未加密，该处是明文内容")
        case .notAge: Phrase(en: "it is no age file", zh: "不是 age 文件")
        case .identity: Phrase(en: "it is an age identity, a secret key, and not a vault", zh: "它是 age 的身份私钥，不是保险库")
        case .newerFormat(let version):
            Phrase(
                en: "it is in another version of the age format (\(version)) than the one that is known (v1)",
                zh: "其 age 格式版本为 \(version)，本程序只认识 v1")
        case .layer(.header): Phrase(en: "its header is damaged or cut off", zh: "文件头已损坏或被截断")
        case .layer(.armor): Phrase(en: "its armor is damaged or cut off", zh: "其 ASCII 封装（armor）已损坏或被截断")
        case .layer(.headerCode): Phrase(en: "its header was changed", zh: "文件头被改动")
        case .layer(.payload): Phrase(en: "its content was changed or cut off", zh: "内容被改动或截断")
        case .layer(.tooLarge(let limitBytes)): Phrase(en: "it is longer than \(limitBytes) bytes", zh: "超过 \(limitBytes) 字节")
        case .layer(.noMatch), .layer(.workFactorTooHigh), .layer(.malformedKey), .layer(.crypto):
            Phrase(en: "it cannot be decrypted", zh: "无法解密")
        case .noPassphrase: Phrase(en: "it is sealed to public keys and not with a passphrase", zh: "它是用公钥而非密码短语加密的")
        case .document(let field):
            Phrase(en: "its content is not understood at “\(field)”", zh: "内容中的 “\(field)” 无法识别")
        }
    }
}

extension VaultProblem.Damage {
    /// What can be done about it, apart from a backup.
    fileprivate var remedy: [(String, String)] {
        switch self {
        case .notEncrypted:
            [
                (
                    "Nothing was changed. Move the file away; if it holds keys, delete them at the exchange and make new ones: whoever read it has them.",
                    "未作任何改动。请移走该文件；若其中有密钥，请到交易所删除并重新创建，因为读过该文件的人都已得到它们。"
                )
            ]
        case .noPassphrase:
            [
                (
                    "Nothing was changed. Open it with the age program and its identity, and seal it with a passphrase (age -p).",
                    "未作任何改动。请用 age 程序及对应的私钥打开，再用密码短语加密（age -p）。"
                )
            ]
        case .newerFormat: [("Nothing was changed. Update this program.", "未作任何改动。请更新本程序。")]
        case .identity, .notAge, .empty: [("Nothing was changed.", "未作任何改动。")]
        case .document: [("Nothing was changed. It opens, but Tidegate did not write it.", "未作任何改动。它可以打开，但不是由 Tidegate 写入的。")]
        case .layer:
            [("Nothing was changed. Look after the disk: files do not change by themselves.", "未作任何改动。请检查磁盘：文件不会自行改变。")]
        }
    }
}
