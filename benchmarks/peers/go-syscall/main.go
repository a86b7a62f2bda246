// Echo over bare system calls, as the article builds it, with what follows from that: blocking calls on a goroutine for each client, so
// a thread for each client that waits; the end of a stream taken for data, so a client that left is read and written to forever; what a
// short write left over is lost; a line of log for each connection.
package main

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	listener, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		log.Panicf("socket: %s", err)
	}
	syscall.CloseOnExec(listener)
	stopOnSignal(listener)
	if err := syscall.Bind(listener, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		log.Panicf("bind: %s", err)
	}
	if err := syscall.Listen(listener, syscall.SOMAXCONN); err != nil {
		log.Panicf("listen: %s", err)
	}
	printPort(listener)
	for {
		client, address, err := syscall.Accept(listener)
		if err != nil {
			log.Printf("accept: %s", err)
			continue
		}
		peer := address.(*syscall.SockaddrInet4)
		log.Printf("connected: %v:%d", peer.Addr, peer.Port)
		go echo(client)
	}
}

func echo(client int) {
	defer syscall.Close(client)
	var buffer [32 * 1024]byte
	for {
		count, err := syscall.Read(client, buffer[:])
		if err != nil {
			log.Printf("read from %d: %s", client, err)
			return
		}
		if _, err := syscall.Write(client, buffer[:count]); err != nil {
			log.Printf("write to %d: %s", client, err)
			return
		}
	}
}

func stopOnSignal(listener int) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		syscall.Close(listener)
		os.Exit(0)
	}()
}

func printPort(listener int) {
	address, err := syscall.Getsockname(listener)
	if err != nil {
		log.Panicf("getsockname: %s", err)
	}
	fmt.Println(address.(*syscall.SockaddrInet4).Port)
}
