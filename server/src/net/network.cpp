// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/network.hpp"

#include <boost/asio/ip/address.hpp>

namespace sotto::relay::net {
namespace {

namespace ip = boost::asio::ip;

std::string network_of_address(const ip::address& address) {
  if (address.is_loopback()) return {};
  if (address.is_v4()) return address.to_string();
  auto v6 = address.to_v6();
  if (v6.is_v4_mapped()) {
    const auto v4 = ip::make_address_v4(ip::v4_mapped, v6);
    return v4.is_loopback() ? std::string{} : v4.to_string();
  }
  const auto bytes = v6.to_bytes();
  return {reinterpret_cast<const char*>(bytes.data()), 8};
}

}  // namespace

std::string network_of(std::string_view address, std::string_view forwarded) {
  boost::system::error_code error;
  if (!forwarded.empty()) {
    const auto last = forwarded.substr(forwarded.rfind(',') + 1);
    const auto start = last.find_first_not_of(' ');
    const auto parsed = ip::make_address(start == last.npos ? last : last.substr(start), error);
    if (!error) return network_of_address(parsed);
  }
  const auto parsed = ip::make_address(address, error);
  return error ? std::string{address} : network_of_address(parsed);
}

}  // namespace sotto::relay::net
