import Domain
import Glibc

/// Why the system refused a write, in words.
package struct WriteRefusal: Hashable {
    /// The `errno`.
    let number: Int32

    /// `output-unwritable` for standard output.
    static func ofOutput(_ number: Int32) -> Failure {
        WriteRefusal(number: number).failure(Phrase(en: "Standard output could not be written", zh: "无法写入标准输出"))
    }

    /// `output-unwritable` for what `subject` says could not be written, without its full stop.
    func failure(_ subject: Phrase, elsewhere: Phrase? = nil) -> Failure {
        Failure(
            .outputUnwritable,
            message: Phrase(en: "\(subject.english): \(reason.english).", zh: "\(subject.simplifiedChinese)：\(reason.simplifiedChinese)。"),
            remedy: [remedy, elsewhere].compactMap { $0 })
    }

    private var reason: Phrase {
        switch number {
        case ENOSPC: Phrase(en: "there is no room left", zh: "磁盘空间不足")
        case EDQUOT: Phrase(en: "the disk quota is used up", zh: "磁盘配额已用尽")
        case EFBIG: Phrase(en: "the file would be larger than is allowed", zh: "文件将超出允许的大小")
        case EROFS: Phrase(en: "the file system is read-only", zh: "文件系统为只读")
        case EACCES, EPERM: Phrase(en: "permission is denied", zh: "权限不足")
        case ENOENT: Phrase(en: "there is no such folder", zh: "文件夹不存在")
        case ENOTDIR: Phrase(en: "what should be a folder is a file", zh: "路径中的文件夹实际上是文件")
        case EISDIR: Phrase(en: "it is a folder", zh: "它是一个文件夹")
        case ENAMETOOLONG: Phrase(en: "the name is too long", zh: "名称过长")
        case ELOOP: Phrase(en: "there are symbolic links in the way", zh: "路径中有符号链接")
        case EBADF: Phrase(en: "it is closed, or not open for writing", zh: "它已关闭，或未以可写方式打开")
        case EIO: Phrase(en: "the device reports an error", zh: "设备报告错误")
        default: Phrase(verbatim: CleanText.line(String(cString: strerror(number))))
        }
    }

    private var remedy: Phrase? {
        switch number {
        case ENOSPC, EDQUOT: Phrase(en: "Make room there.", zh: "请在该处腾出空间。")
        case EFBIG: Phrase(en: "Raise the limit of file sizes (ulimit -f).", zh: "请提高文件大小的上限（ulimit -f）。")
        default: nil
        }
    }
}
