extension SandboxBybit.Secret {
    /// A sample of a self-generated key. Like all keys of the sandbox it is published here, and useless anywhere else.
    public static let sampleRSA = SandboxBybit.Secret.selfGenerated(
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC7u1GhP/UWj4Yd
            ixTXK1RUgoMI6uoZEQhf/29CaoHQxp5hMpvqRo4s1seVKszA7A7ckfLpLz+AubwE
            Fy7rB+mMEPPMYdSRrnWHhAs4ElI0zBDfuwoMIGyufvcoXQ27dBQeSXYI3Slbp4NI
            XMDrns8q16KYfpNgqGcgvugX8t7hQT7KH90jMgKnNfEQ35RkwGGb/lWr3CKt7fMi
            QPc79SG3r40Y/E7dJLAkcwF5t3UgvR+Ybos4GumFAEeTfuEFuzrFv0f4X9P5z/hM
            rzEuE9h+VYZQuOV0VLaC1ZAEin8hNxbjXJsVWLeHnO6FyJIQZKmy4BNP/Zz5K43P
            pUyJihlXAgMBAAECggEAUuwGvocVpwV2ZA5PAkvtT/bmEkZRaQkQ/fZCGsAY3zMc
            Oiq0m+LWYg/s0IK7NmwOlHcTKNTp494molfrLX2tN2U1iw2ba034NAerPPU6wn9w
            5KIlaf3Yg6spWPbhXe+EA2zHalrmLcnsP0ZZILphH7dn5pviVUuNYfVxZ0KsGCqL
            +gAziZfg3i6TsD/219nKslNSsKjPAub8l+W4C9jSm5hsiTik9QdzCHFLTIxL/0OZ
            pJysE3RFJeLNezTMXcX5EBrfjb1Ot8FFloBebtzXwUsO/i32VjsKJypheLtP/yUn
            M/8S6yCKABVvblntMP+EFk5zZ1kuL5Y5PV8Pd+I5wQKBgQDcUmqpD4zlZy2PA2AP
            vrU3nQQzp2KpdGk64CveQtar1O9/uH53wWeg+0+XchfOURxYXxDQMiYHcJaEBa4m
            xDstUq5XbFWsJncQ0X2f2kP/o02NhCC67ggeGXSYc89hIawMn7YPP66BvUQcfr4J
            iw3z1EVGb4sted+Eu2UJx3i0KQKBgQDaIdqmkNaCeL3nmV58sO7gvGLCcAzzIBEo
            eT67pKySEy96fY7xIO9TJmliwwmXW0mJ2UU+7lLmuuHvJu2huBZ43HsHUoOpEms3
            SVWtETWhMZnr6YWOEJAn504ARnBmvYaG4Drp1rINma15Yfmg8DJWKtkdH7m8SXRa
            sKLE8WIRfwKBgQCFqV5Z6DwzJBBIleSeSLVJ4vEcoSzC3wPEGyGh+myf3FPb6UKY
            RnYm/K/Bkg8NNLn8htf9Zp8Znl1CBOwtSpkYGvP3x5qGEOPlCSKsas8b9Kdk9kah
            AS1djVXl80RZigMFuZLK13h37ym2G9IQmhLB3QKWA6+szCYlMUbP0vrQWQKBgBzx
            kQm4/j2ht9EbUKZK8+duF8ylAZLhFmXAcMqFN0DKuuoN7wGf1SG7XxBzwLoMqt1X
            rxCCnw1ujrwk9jMXMiQnXUvDbyToBMH5QR0Nw4f4BOyAt+/50qb40ijHL/LyAv+y
            kR6mFkonshUBIxZvyL4WQWjT5NlPBdlixrZLMTARAoGBALeJzzN1LT7wWfh/O0Xj
            dAhlzVbPJLC8D7yg4KtqxQcPmaZ8M1o+WOUIuk3On+7DvpUiXJuMsWkuSenVGSTI
            sGmAbpgcy9+p8RlDYHlSucD/PEnzXFxoXbilI5gZR9a/ztdEd+UzpsVoc8K1YQzR
            5GZcPSkTJdy64xhbHqr4Ilc3
            -----END PRIVATE KEY-----

            """,
        publicKey: """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu7tRoT/1Fo+GHYsU1ytU
            VIKDCOrqGREIX/9vQmqB0MaeYTKb6kaOLNbHlSrMwOwO3JHy6S8/gLm8BBcu6wfp
            jBDzzGHUka51h4QLOBJSNMwQ37sKDCBsrn73KF0Nu3QUHkl2CN0pW6eDSFzA657P
            KteimH6TYKhnIL7oF/Le4UE+yh/dIzICpzXxEN+UZMBhm/5Vq9wire3zIkD3O/Uh
            t6+NGPxO3SSwJHMBebd1IL0fmG6LOBrphQBHk37hBbs6xb9H+F/T+c/4TK8xLhPY
            flWGULjldFS2gtWQBIp/ITcW41ybFVi3h5zuhciSEGSpsuATT/2c+SuNz6VMiYoZ
            VwIDAQAB
            -----END PUBLIC KEY-----

            """)
}
