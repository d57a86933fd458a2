// The same as server.rs, as a goroutine for each connection; with "http" as second argument, with net/http;
// with "echo", what comes is sent back.
package main

import (
	"bytes"
	"net"
	"net/http"
	"os"
)

const answer = "HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, World!"
const longest = 4096

func main() {
	listener, err := net.Listen("tcp4", os.Args[1])
	if err != nil {
		panic(err)
	}
	if len(os.Args) > 2 && os.Args[2] == "http" {
		panic(http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Server", "bench")
			w.Header().Set("Content-Type", "text/plain")
			w.Write([]byte("Hello, World!"))
		})))
	}
	for {
		conn, err := listener.Accept()
		if err != nil {
			continue
		}
		if len(os.Args) > 2 {
			go echo(conn)
		} else {
			go serve(conn)
		}
	}
}

func echo(conn net.Conn) {
	defer conn.Close()
	input := make([]byte, 1024)
	for {
		count, err := conn.Read(input)
		if err != nil {
			return
		}
		if _, err := conn.Write(input[:count]); err != nil {
			return
		}
	}
}

func serve(conn net.Conn) {
	defer conn.Close()
	input := make([]byte, 1024)
	var pending, output []byte
	for {
		count, err := conn.Read(input)
		if err != nil {
			return
		}
		known := input[:count]
		if len(pending) > 0 {
			pending = append(pending, known...)
			known = pending
		}
		for {
			end := bytes.Index(known, []byte("\r\n\r\n"))
			if end < 0 {
				break
			}
			output = append(output, answer...)
			known = known[end+4:]
		}
		pending = append(pending[:0], known...)
		if len(pending) > longest {
			return
		}
		if _, err := conn.Write(output); err != nil {
			return
		}
		output = output[:0]
	}
}
