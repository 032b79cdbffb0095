// corpus: -std=c++17 levels=O0,O1,O2,O3 clang=14,22
// corpus: name=g -std=c++17 levels=O0-g,O2-g clang=14,22
#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <vector>
struct Item { std::string name; std::vector<double> values; };
double mean(const Item &i) { return i.values.empty() ? 0 : std::accumulate(i.values.begin(), i.values.end(), 0.0) / i.values.size(); }
std::map<std::string, double> table(const std::vector<Item> &items) { std::map<std::string, double> m; for (auto &i : items) m[i.name] += mean(i); return m; }
void order(std::vector<Item> &v) { std::sort(v.begin(), v.end(), [](const Item &a, const Item &b) { return a.name < b.name || (a.name == b.name && mean(a) < mean(b)); }); }
std::unique_ptr<Item> make(std::string name, double x) { auto p = std::make_unique<Item>(); p->name = std::move(name) + "_" + std::to_string(x); p->values.assign(5, x); return p; }
std::shared_ptr<Item> share(double x) { return std::make_shared<Item>(*make("s", x)); }
