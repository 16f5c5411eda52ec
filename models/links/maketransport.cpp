// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/csvfoldertransport.h"
#include "models/links/filetailtransport.h"
#include "models/links/httppolltransport.h"
#include "models/links/mqtttransport.h"
#include "models/links/serialtransport.h"
#include "models/links/ssetransport.h"
#include "models/links/standardinputtransport.h"
#include "models/links/tcpclienttransport.h"
#include "models/links/tcpservertransport.h"
#include "models/links/transportthread.h"
#include "models/links/udptransport.h"
#include "models/links/websockettransport.h"

namespace desk {

std::unique_ptr<Transport> makeTransport(TransportParts parts, const LinkDefinition &definition)
{
    struct Maker
    {
        TransportParts parts;
        bool headerLine = false;

        std::unique_ptr<Transport> operator()(const SerialSettings &s) const
        {
            return std::make_unique<SerialTransport>(parts, s);
        }
        std::unique_ptr<Transport> operator()(const TcpClientSettings &s) const
        {
            return std::make_unique<TcpClientTransport>(parts, s);
        }
        std::unique_ptr<Transport> operator()(const TcpServerSettings &s) const
        {
            return std::make_unique<TcpServerTransport>(parts, s);
        }
        std::unique_ptr<Transport> operator()(const UdpSettings &s) const
        {
            return std::make_unique<UdpTransport>(parts, s);
        }
        std::unique_ptr<Transport> operator()(const WebSocketSettings &s) const
        {
            return std::make_unique<WebSocketTransport>(parts, s);
        }
        std::unique_ptr<Transport> operator()(const SseSettings &s) const
        {
            return std::make_unique<SseTransport>(parts, s);
        }
        std::unique_ptr<Transport> operator()(const MqttSettings &s) const
        {
            return std::make_unique<MqttTransport>(parts, s);
        }
        std::unique_ptr<Transport> operator()(const FileTailSettings &s) const
        {
            return std::make_unique<FileTailTransport>(parts, s);
        }
        std::unique_ptr<Transport> operator()(const StandardInputSettings &) const
        {
            return std::make_unique<StandardInputTransport>(parts);
        }
        std::unique_ptr<Transport> operator()(const CsvFolderSettings &s) const
        {
            return std::make_unique<CsvFolderTransport>(parts, s, headerLine);
        }
        std::unique_ptr<Transport> operator()(const HttpPollSettings &s) const
        {
            return std::make_unique<HttpPollTransport>(parts, s);
        }
    };
    return std::visit(Maker{std::move(parts), definition.decoder.headerLine}, definition.transport);
}

} // namespace desk
