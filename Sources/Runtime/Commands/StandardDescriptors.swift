import Glibc

/// Standard input, output and error, of which a parent may have closed some.
public enum StandardDescriptors {
    /// Takes the numbers of those that are closed, so that no file of ours gets one of them and output meant for people ends in it. To be
    /// called before anything is opened.
    public static func takeClosed() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is the one asked about. It is for reading, so that writing is refused as it was.
            _ = open("/dev/null", O_RDONLY)
        }
    }
}
