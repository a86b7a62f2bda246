module go-syscall

go 1.19
