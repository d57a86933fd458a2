// The same as server.rs on Kestrel: HTTP/1.1 only, nothing logged.

using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var greeting = "Hello, World!"u8.ToArray();
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseSockets(sockets => sockets.Backlog = 4096);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPEndPoint.Parse(args[0]), listen => listen.Protocols = HttpProtocols.Http1));
var app = builder.Build();
app.MapGet("/plaintext", context =>
{
    context.Response.ContentType = "text/plain";
    context.Response.ContentLength = greeting.Length;
    return context.Response.Body.WriteAsync(greeting, 0, greeting.Length);
});
app.Run();
