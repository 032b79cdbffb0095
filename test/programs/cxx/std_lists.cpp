/* std::deque, list, forward_list, stack, queue, priority_queue. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <deque>
#include <forward_list>
#include <list>
#include <queue>
#include <stack>

FUNCTION real std_lists(const real *x, int n) {
  std::deque<real> ends;
  std::list<real> chain(x, x + n);
  std::forward_list<real> forward;
  std::queue<real> waiting;
  std::stack<real> stack;
  std::priority_queue<real> first;
  for (int i = 0; i < n; i++) {
    i % 2 ? ends.push_back(x[i]) : ends.push_front(x[i] * x[i]);
    forward.push_front(x[i] + 1);
    waiting.push(x[i]);
    stack.push(ends.front());
    first.push(x[i]);
  }
  chain.splice(chain.begin(), chain, --chain.end());
  chain.reverse();
  real sum = 0;
  for (const real &each : ends) sum = sum * x[0] + each;
  for (const real &each : chain) sum = sum * 0.5 + each;
  for (const real &each : forward) sum += each * each;
  for (; !waiting.empty(); waiting.pop(), stack.pop(), first.pop())
    sum += waiting.front() * stack.top() * first.top();
  return sum;
}
#endif
VALUE_OF_ARRAY(std_lists)
